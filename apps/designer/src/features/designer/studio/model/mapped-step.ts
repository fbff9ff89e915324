import type { ActionStep, FlowStep, MapStep } from '@penstock/flow-model';
import type { MappingDocument } from '@penstock/mapping';

/** Steps that have a mapping of their own. */
export type MappedStep = ActionStep | MapStep;

export const isMapped = (step: FlowStep | undefined): step is MappedStep =>
  step?.kind === 'action' || step?.kind === 'map';

export const mappingOf = (step: MappedStep): MappingDocument => (step.kind === 'action' ? step.input : step.mapping);

export const withMapping = (step: MappedStep, mapping: MappingDocument): MappedStep =>
  step.kind === 'action' ? { ...step, input: mapping } : { ...step, mapping };
