import { redactCardDataInText } from '@penstock/card-data-guard';
import { ConnectorFailure, type FailureClass } from '@penstock/connector-sdk';
import { messageOf, type JsonObject } from '@penstock/kernel';

/** A failure as it is stored and shown: data only, already redacted. */
export interface FailureRecord {
  readonly class: FailureClass;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly remoteCode?: string;
  readonly retryAfterMs?: number;
  readonly stepId?: string;
  readonly field?: string;
}

/**
 * Anything thrown by an action as data. What is not a ConnectorFailure is a bug in the connector: nobody knows
 * whether the request left, so it counts as ambiguous and a write is verified before anything else.
 */
export function failureFrom(thrown: unknown, stepId: string): FailureRecord {
  if (thrown instanceof ConnectorFailure) {
    const { exchange: _exchange, ...details } = thrown.details;
    return { ...details, message: redactCardDataInText(details.message), stepId };
  }
  return {
    class: 'ambiguous',
    code: 'CONNECTOR_BUG',
    message: `The connector failed in a way it should not (${redactCardDataInText(messageOf(thrown))}). Whether the remote system acted is not known yet.`,
    remedy: 'Penstock checks with the remote system before anything is sent again. Report this to the connector’s author.',
    stepId,
  };
}

export const failureToJson = (failure: FailureRecord): JsonObject => ({ ...failure });
