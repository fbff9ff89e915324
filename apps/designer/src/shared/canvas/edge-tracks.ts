/** A level or upright piece of a line: it lies at `at`, and reaches from `from` to `to` along the other axis. */
export interface Piece {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Pieces with an end in common may lie on each other: they are one line until they part. */
  readonly ends: readonly [source: string, target: string];
}

/** How far beside each other lines run; the outermost still keep clear of the cards on both sides of a gap. */
const offsets = [0, 8, -8, 16, -16, 24, -24];
/** The gap between two rows is half as wide as the one between two columns. */
export const narrowOffsets = [0, 5, -5, 10, -10];

/**
 * Where each piece comes to lie so that pieces of different lines in one gap can be told apart. In a gap with more lines
 * than tracks the rest share the middle one.
 */
export function tracksOf(pieces: readonly Piece[], choices: readonly number[] = offsets): number[] {
  const placed = new Map<number, { readonly piece: Piece; readonly offset: number }[]>();
  return pieces.map((piece) => {
    const gap = placed.get(piece.at) ?? [];
    placed.set(piece.at, gap);
    const offset = choices.find((choice) => !gap.some((other) => other.offset === choice && areConfused(other.piece, piece))) ?? 0;
    gap.push({ piece, offset });
    return piece.at + offset;
  });
}

function areConfused(a: Piece, b: Piece): boolean {
  const areJoined = a.ends[0] === b.ends[0] || a.ends[1] === b.ends[1];
  return !areJoined && Math.max(lowest(a), lowest(b)) <= Math.min(highest(a), highest(b));
}

const lowest = ({ from, to }: Piece): number => Math.min(from, to);
const highest = ({ from, to }: Piece): number => Math.max(from, to);
