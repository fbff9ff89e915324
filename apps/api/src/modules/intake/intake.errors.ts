import type { IntakeOutcome } from '@penstock/engine-host';
import { EnvironmentError } from '../environments/environments.errors';
import { Refusal } from '../../platform/problem/refusal';
import { RequestError } from '../../platform/problem/request.errors';

export type IntakeErrorCode =
  | 'SIGNATURE_REFUSED'
  | 'DELIVERY_MALFORMED'
  | 'CARD_DATA_REFUSED'
  | 'INTAKE_BUSY'
  | 'CALLBACK_ANSWERED'
  | 'CALLBACK_HAS_CARD_DATA'
  | 'CALLBACK_NOT_JSON'
  | 'CALLBACK_UNKNOWN';

export class IntakeError extends Refusal<IntakeErrorCode> {}

type RefusedDelivery = Extract<IntakeOutcome, { outcome: 'refused' }>;

/** Tells the sender why, in words that are safe to show to anybody. */
export function refusalFromOutcome({ reason, message, retryAfterSeconds }: RefusedDelivery): Refusal {
  switch (reason) {
    case 'signature':
      return new IntakeError('SIGNATURE_REFUSED', message);
    case 'content-type':
      return new RequestError('CONTENT_TYPE_UNSUPPORTED', message);
    case 'malformed':
      return new IntakeError('DELIVERY_MALFORMED', message);
    case 'card-data':
      return new IntakeError('CARD_DATA_REFUSED', message);
    case 'unknown-environment':
      return new EnvironmentError('ENVIRONMENT_NOT_FOUND', message);
    case 'busy':
      return new IntakeError('INTAKE_BUSY', message, { retryAfterSeconds: retryAfterSeconds ?? 1 });
  }
}
