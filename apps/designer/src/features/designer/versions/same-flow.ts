import { diffFlows, type FlowDocument } from '@penstock/flow-model';

/** Whether two documents say the same, wherever their cards stand. */
export const isSameFlow = (a: FlowDocument, b: FlowDocument): boolean => diffFlows(a, b).length === 0;
