import { Refusal } from '../../platform/problem/refusal';

export type FlowErrorCode = 'FLOW_NOT_FOUND' | 'FLOW_VERSION_NOT_FOUND' | 'DRAFT_CONFLICT';

export class FlowError extends Refusal<FlowErrorCode> {}

export const flowNotFound = (): FlowError =>
  new FlowError('FLOW_NOT_FOUND', 'This flow does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');

export const flowVersionNotFound = (number: number): FlowError =>
  new FlowError('FLOW_VERSION_NOT_FOUND', `This flow has no version ${number}. Nothing was changed. Choose one of its versions.`);
