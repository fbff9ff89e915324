import { freshStepId, type FlowDocument } from '@penstock/flow-model';

/** What every new step has; its place is chosen when it is put on the canvas. */
export const freshStep = (flow: FlowDocument, title: string) => ({
  id: freshStepId(flow, title),
  name: title,
  disabled: false,
  position: { x: 0, y: 0 },
});
