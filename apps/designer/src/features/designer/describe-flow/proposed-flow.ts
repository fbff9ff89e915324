import type { FlowDocument } from '@penstock/flow-model';

/** The proposal in place of the trigger and the steps; what people wrote beside them stays. */
export function proposedFlow(now: FlowDocument, drafted: FlowDocument): FlowDocument {
  const { name, description, notes, tests } = now;
  const { trigger, steps, edges } = drafted;
  return { schemaVersion: 1, name, ...(description !== undefined && { description }), trigger, steps, edges, ...(notes && { notes }), ...(tests && { tests }) };
}
