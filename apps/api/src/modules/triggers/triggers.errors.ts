import { Refusal } from '../../platform/problem/refusal';

export type TriggerErrorCode =
  | 'BACKFILL_ENDED'
  | 'BACKFILL_NOT_FOUND'
  | 'BACKFILL_RANGE_INVALID'
  | 'BACKFILL_RUNNING'
  | 'CARD_DATA_REFUSED'
  | 'DEPLOYMENT_NOT_FOUND'
  | 'DEPLOYMENT_NOT_LIVE'
  | 'DEPLOYMENT_SHARES_ADDRESS'
  | 'EVENT_PAYLOAD_INVALID'
  | 'INTAKE_BUSY'
  | 'REMOTE_SIDE_REFUSED'
  | 'ROLE_MAY_NOT_START_HERE'
  | 'SCHEDULE_INVALID'
  | 'TRIGGER_CANNOT_DO_THIS';

export class TriggerError extends Refusal<TriggerErrorCode> {}

export const deploymentNotFound = (): TriggerError =>
  new TriggerError('DEPLOYMENT_NOT_FOUND', 'This deployment does not exist, or it belongs to somebody else. Nothing was started. Choose one of the list.');

export const backfillNotFound = (): TriggerError =>
  new TriggerError('BACKFILL_NOT_FOUND', 'This deployment has no such backfill. Nothing was changed. Choose one of the list.');
