import type { FlowCommand } from '../commands/flow-command';
import type { FlowDocument, FlowStep, StepId } from '../document';
import { stepsWithin } from './flow-graph';
import { frameOf, stepsInside, type Frame, type Point } from './step-frames';

/**
 * A body that grew pushes away what its frame would now cover: what stood right of it goes right, what stood under it
 * goes down, and so on outwards through every container around.
 */
export function movesThatMakeRoom(before: FlowDocument, after: FlowDocument, container: StepId | undefined): FlowCommand[] {
  let flow = after;
  const positions: Record<StepId, Point> = {};
  for (let at = container; at !== undefined; at = flow.steps[at]?.parent) {
    const moved = pushed(flow, { id: at, old: frameOf(before, at), now: frameOf(flow, at) });
    Object.assign(positions, moved);
    flow = { ...flow, steps: withPlaces(flow.steps, moved) };
  }
  return Object.keys(positions).length > 0 ? [{ kind: 'move', positions }] : [];
}

interface Growth {
  readonly id: StepId;
  readonly old: Frame;
  readonly now: Frame;
}

function pushed(flow: FlowDocument, { id, old, now }: Growth): Record<StepId, Point> {
  const right = now.x + now.width - (old.x + old.width);
  const down = now.y + now.height - (old.y + old.height);
  const places: Record<StepId, Point> = {};
  for (const sibling of stepsWithin(flow, flow.steps[id]?.parent)) {
    if (sibling.id === id) continue;
    const frame = frameOf(flow, sibling.id);
    const isRight = frame.x >= old.x + old.width;
    const isUnder = !isRight && frame.y >= old.y + old.height && frame.x < now.x + now.width && frame.x + frame.width > now.x;
    const by = { x: isRight ? Math.max(0, right) : 0, y: isUnder ? Math.max(0, down) : 0 };
    if (by.x === 0 && by.y === 0) continue;
    for (const each of [sibling.id, ...stepsInside(flow, sibling.id)]) {
      const at = flow.steps[each]?.position;
      if (at) places[each] = { x: at.x + by.x, y: at.y + by.y };
    }
  }
  return places;
}

function withPlaces(steps: FlowDocument['steps'], places: Readonly<Record<StepId, Point>>): FlowDocument['steps'] {
  const moved = Object.entries(places).flatMap(([id, position]): [StepId, FlowStep][] => {
    const step = steps[id];
    return step ? [[id, { ...step, position }]] : [];
  });
  return { ...steps, ...Object.fromEntries(moved) };
}
