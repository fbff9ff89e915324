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

/** Where lines meet a card, worked out instead of measured: five hundred cards measured one by one take seconds. */
export function handlePlaces({ kind, exits }: Pick<StepView, 'kind' | 'exits'>, { width, height, lineHeight }: CardFrame): NodeHandle[] {
  const onward = exits.filter(({ role }) => role === 'onward');
  const at = (x: number, y: number) => ({ x: x - dot / 2, y: y - dot / 2, width: dot, height: dot });
  const entry: NodeHandle[] =
    kind === 'trigger' ? [] : [{ type: 'target', position: Position.Left, ...at(0, lineHeight) }];
  return [
    ...entry,
    ...exits.map(({ port, role }): NodeHandle => {
      const source = { id: port, type: 'source' as const };
      if (role === 'inner') return { ...source, position: Position.Right, ...at(innerExitInset + dot / 2, lineHeight) };
      if (role === 'error') return { ...source, position: Position.Bottom, ...at(width - errorExitInset, height) };
      const index = onward.findIndex((exit) => exit.port === port);
      const y = onward.length > 1 ? (height * (index + 1)) / (onward.length + 1) : lineHeight;
      return { ...source, position: Position.Right, ...at(width, y) };
    }),
  ];
}
