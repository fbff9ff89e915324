import type { FlowStep, StepId } from '../document';

/** Words for people: whatever they look like, they refer to nothing. */
const wordKeys: ReadonlySet<string> = new Set(['name', 'note', 'message', 'question', 'label', 'comment', 'value', 'id']);
/** `steps.<id>`, `loop.<id>`, `run.callbacks.<id>`, quoted or not. */
const reference = /(\b(?:steps|loop|run\.callbacks)(?:\.|\["))([a-z][a-z0-9-]*)/g;

/** The step with every path that leads to a renamed step leading to its new id. Other paths stay. */
export function refreshedReferences<Step extends FlowStep>(step: Step, renamed: ReadonlyMap<StepId, StepId>): Step {
  return refreshed(step, renamed) as Step;
}

function refreshed(value: unknown, renamed: ReadonlyMap<StepId, StepId>): unknown {
  if (typeof value === 'string') {
    return value.replace(reference, (_whole, lead: string, id: string) => `${lead}${renamed.get(id) ?? id}`);
  }
  if (Array.isArray(value)) return value.map((item) => refreshed(item, renamed));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, wordKeys.has(key) ? member : refreshed(member, renamed)]),
  );
}
