/**
 * Memory of deliveries that this process holds, from before the first byte is read to the answer: what stands before
 * the database must be bounded too, or memory grows at the door.
 *
 * M1 A delivery's announced size is reserved as a whole or it is not read at all. Counted piece by piece, a flood of
 *    large ones ate up the room together and none came through (measured: 12 of 300 in three minutes). One that
 *    announces nothing has the room of a small one, and the whole limit of a body once it turns out not to be small.
 * M2 Small deliveries have room of their own: what makes a company's events is small, and nobody who announces large
 *    bodies and takes his time can keep them out.
 * M3 Once it is read a delivery holds its real size, and nothing once its event is committed or refused.
 */
export class HeldDeliveries {
  private readonly held = { small: 0, large: 0 };

  /** @param limitBytes of the small ones together, and of the large ones together. */
  constructor(private readonly limitBytes: number) {}

  /** @returns undefined when there is no room for it now. */
  reserve(bytes: number): Reservation | undefined {
    const taken = this.take(bytes);
    if (!taken) return undefined;
    let free = taken;
    let heldBytes = bytes;
    return {
      resize: (to) => {
        free();
        const resized = this.take(to);
        if (resized) heldBytes = to;
        // What was held before fits again: nothing came in between.
        free = resized ?? this.hold(heldBytes);
        return resized !== undefined;
      },
      release: () => {
        free();
        free = () => undefined;
      },
    };
  }

  private take(bytes: number): (() => void) | undefined {
    const held = this.held[roomOf(bytes)];
    // A lone delivery has its own limit; refused here, it would be refused for ever.
    return held > 0 && held + bytes > this.limitBytes ? undefined : this.hold(bytes);
  }

  private hold(bytes: number): () => void {
    const room = roomOf(bytes);
    this.held[room] += bytes;
    return () => void (this.held[room] -= bytes);
  }
}

/** The room of one delivery. */
export interface Reservation {
  /** @returns false when there is no room for so many bytes now: what was held is held on. */
  resize(bytes: number): boolean;
  /** Must be called in the end; further calls change nothing. */
  release(): void;
}

/** Nearly every webhook; four thousand of them at once fill their room. */
export const SMALL_BYTES = 16 * 1024;
const roomOf = (bytes: number): 'small' | 'large' => (bytes <= SMALL_BYTES ? 'small' : 'large');
