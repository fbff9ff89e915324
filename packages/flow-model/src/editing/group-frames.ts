import type { FlowGroup } from '../annotations';
import type { FlowDocument, StepId } from '../document';
import { frameOf, type Frame, type Places } from './step-frames';

/** Room between a group's border and its steps; its name stands above them. */
export const groupPadding = { side: 20, top: 44, bottom: 20 } as const;

/** The tinted area around a group's steps; null when none of them is in the flow. */
export function groupFrame(flow: FlowDocument, group: FlowGroup, places: Places = {}): Frame | null {
  const frames = group.steps.filter((id) => id in flow.steps).map((id) => frameOf(flow, id, places));
  if (frames.length === 0) return null;
  const { x, y, width, height } = boundsOf(frames);
  const { side, top, bottom } = groupPadding;
  return { x: x - side, y: y - top, width: width + 2 * side, height: height + top + bottom };
}

/** The smallest frame around others. */
export function boundsOf(frames: readonly Frame[]): Frame {
  const x = Math.min(...frames.map((frame) => frame.x));
  const y = Math.min(...frames.map((frame) => frame.y));
  return {
    x,
    y,
    width: Math.max(...frames.map((frame) => frame.x + frame.width)) - x,
    height: Math.max(...frames.map((frame) => frame.y + frame.height)) - y,
  };
}

/** The group a step is in; a step is in one at most. */
export const groupOf = (flow: FlowDocument, stepId: StepId): FlowGroup | undefined =>
  flow.groups?.find(({ steps }) => steps.includes(stepId));
