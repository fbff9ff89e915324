import { isSame } from '../diff/difference-of';
import type { FlowDocument, FlowStep, StepId } from '../document';
import { freshStepId } from '../editing/fresh-ids';
import { refreshedReferences } from '../editing/refreshed-references';
import type { Sides } from './three-way';

/** Mine, with other ids for steps that both sides added under the same one: ids follow names, and names repeat. */
export function keptApart({ base, mine, theirs }: Sides<FlowDocument>): FlowDocument {
  const twice = Object.keys(mine.steps).filter((id) => !(id in base.steps) && id in theirs.steps && !isSame(mine.steps[id], theirs.steps[id]));
  const renamed = new Map<StepId, StepId>();
  for (const id of twice) renamed.set(id, freshStepId(mine, id, [...Object.keys(theirs.steps), ...renamed.values()]));
  return renamed.size === 0 ? mine : withNewIds(mine, renamed);
}

function withNewIds(flow: FlowDocument, renamed: ReadonlyMap<StepId, StepId>): FlowDocument {
  const now = (id: StepId): StepId => renamed.get(id) ?? id;
  const steps = Object.values(flow.steps).map((step) => stepWithNewIds(refreshedReferences(step, renamed), now));
  return {
    ...flow,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: flow.edges.map((edge) => ({ ...edge, from: now(edge.from), to: now(edge.to) })),
    ...(flow.groups && { groups: flow.groups.map((group) => ({ ...group, steps: group.steps.map(now) })) }),
    ...(flow.settings && { settings: { ...flow.settings, undo: flow.settings.undo.map(now) } }),
  };
}

function stepWithNewIds(step: FlowStep, now: (id: StepId) => StepId): FlowStep {
  const { parent } = step;
  const moved = { ...step, id: now(step.id), ...(parent !== undefined && { parent: now(parent) }) };
  return moved.kind === 'try' ? { ...moved, undo: moved.undo.map(now) } : moved;
}
