import type { TriggerRefusal } from '@penstock/engine-host';
import { deploymentNotFound, TriggerError, type TriggerErrorCode } from './triggers.errors';

const codes = {
  'not-live': 'DEPLOYMENT_NOT_LIVE',
  'shared-address': 'DEPLOYMENT_SHARES_ADDRESS',
  payload: 'EVENT_PAYLOAD_INVALID',
  'card-data': 'CARD_DATA_REFUSED',
  'not-offered': 'TRIGGER_CANNOT_DO_THIS',
  'already-running': 'BACKFILL_RUNNING',
  remote: 'REMOTE_SIDE_REFUSED',
  busy: 'INTAKE_BUSY',
} as const satisfies Record<Exclude<TriggerRefusal['reason'], 'not-found'>, TriggerErrorCode>;

const RETRY_AFTER_SECONDS = 2;

/** The engine's "no" as the API's. */
export function errorFrom({ reason, message, issues }: TriggerRefusal): TriggerError {
  if (reason === 'not-found') return deploymentNotFound();
  return new TriggerError(codes[reason], message, {
    ...(issues && { issues: issues.map(({ path, message: words }) => ({ code: 'PAYLOAD_INVALID', path: path === '' ? 'payload' : `payload.${path}`, message: words })) }),
    ...(reason === 'busy' && { retryAfterSeconds: RETRY_AFTER_SECONDS }),
  });
}

/** @throws TriggerError when the engine refused. */
export function unlessRefused<T extends object>(answer: TriggerRefusal | T): T {
  if ('outcome' in answer && answer.outcome === 'refused') throw errorFrom(answer as TriggerRefusal);
  return answer as T;
}
