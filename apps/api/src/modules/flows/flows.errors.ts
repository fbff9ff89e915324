import { unknownParts, type FlowDocument } from '@penstock/flow-model';
import { Refusal } from '../../platform/problem/refusal';

export type FlowErrorCode = 'FLOW_NOT_FOUND' | 'FLOW_VERSION_NOT_FOUND' | 'FLOW_IS_NEWER' | 'DRAFT_CONFLICT';

export class FlowError extends Refusal<FlowErrorCode> {}

export const flowNotFound = (): FlowError =>
  new FlowError('FLOW_NOT_FOUND', 'This flow does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');

export const flowVersionNotFound = (number: number): FlowError =>
  new FlowError('FLOW_VERSION_NOT_FOUND', `This flow has no version ${number}. Nothing was changed. Choose one of its versions.`);

/** @throws FlowError FLOW_IS_NEWER for what only a newer Penstock can read: half understood, it would be written back mutilated. */
export function requireKnown(document: FlowDocument): void {
  const unknown = unknownParts(document);
  if (unknown.length === 0) return;
  throw new FlowError(
    'FLOW_IS_NEWER',
    `A newer version of Penstock made this flow: this one does not know ${unknown.join(' and ')}. It is not opened, nothing of it is changed, and what runs goes on. Update Penstock here, then open it again.`,
  );
}
