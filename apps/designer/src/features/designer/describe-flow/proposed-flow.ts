import type { FlowDocument, FlowSettings } from '@penstock/flow-model';

/** The proposal in place of the trigger and the steps; what people decided beside them stays. */
export function proposedFlow(now: FlowDocument, drafted: FlowDocument): FlowDocument {
  const { name, description, settings, notes, tests } = now;
  const { trigger, steps, edges } = drafted;
  return {
    schemaVersion: 1,
    name,
    ...(description !== undefined && { description }),
    trigger,
    steps,
    edges,
    ...(settings && { settings: settingsFor(settings, steps) }),
    ...(notes && { notes }),
    ...(tests && { tests }),
  };
}

/** Order and deadline of runs are no matter of single steps. Half an undo list would be worse than none. */
const settingsFor = (settings: FlowSettings, steps: FlowDocument['steps']): FlowSettings =>
  settings.undo.every((id) => Object.hasOwn(steps, id)) ? settings : { ...settings, undo: [] };
