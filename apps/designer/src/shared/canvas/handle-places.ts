import type { Point } from '@penstock/flow-model';
import { Position, type NodeHandle } from '@xyflow/react';
import type { StepView } from './step-view';

/** As `canvas.css` draws them. */
const dot = 10;
const innerExitInset = 22;
const errorExitInset = 32;

interface CardFrame {
  readonly width: number;
  readonly height: number;
  readonly lineHeight: number;
}

interface Exit {
  readonly port: string;
  readonly isInner: boolean;
  /** All exits on the right edge, from top to bottom. */
  readonly onward: readonly string[];
}

/** The middle of an inner or onward exit, from the card's corner. */
export function exitPlace({ port, isInner, onward }: Exit, { width, height, lineHeight }: CardFrame): Point {
  if (isInner) return { x: innerExitInset + dot / 2, y: lineHeight };
  const index = onward.indexOf(port);
  return { x: width, y: onward.length > 1 ? (height * (index + 1)) / (onward.length + 1) : lineHeight };
}

/** Where lines meet a card, worked out instead of measured: five hundred cards measured one by one take seconds. */
export function handlePlaces({ kind, exits }: Pick<StepView, 'kind' | 'exits'>, frame: CardFrame): NodeHandle[] {
  const onward = exits.filter(({ role }) => role === 'onward').map(({ port }) => port);
  const at = ({ x, y }: Point) => ({ x: x - dot / 2, y: y - dot / 2, width: dot, height: dot });
  const entry: NodeHandle[] =
    kind === 'trigger' ? [] : [{ type: 'target', position: Position.Left, ...at({ x: 0, y: frame.lineHeight }) }];
  return [
    ...entry,
    ...exits.map(({ port, role }): NodeHandle => {
      const source = { id: port, type: 'source' as const };
      if (role === 'error') return { ...source, position: Position.Bottom, ...at({ x: frame.width - errorExitInset, y: frame.height }) };
      return { ...source, position: Position.Right, ...at(exitPlace({ port, isInner: role === 'inner', onward }, frame)) };
    }),
  ];
}
