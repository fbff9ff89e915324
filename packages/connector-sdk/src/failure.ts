import { redactCardDataInText } from '@penstock/card-data-guard';
import { PenstockError } from '@penstock/kernel';

/**
 * What is known after a call to a remote system went wrong. The class alone decides what the engine may do next
 * (engine guarantees, retry policy):
 *
 * - `not-sent`   the request never left, or the remote side certainly did not act: may be sent again.
 * - `throttled`  the remote side asked to wait (429, 503 + Retry-After): may be sent again after `retryAfterMs`.
 * - `transient`  refused for a passing reason without acting: reads and idempotent writes are repeated.
 * - `ambiguous`  the request left and the answer is missing or unreadable: the remote side may have acted.
 *                A write is verified first, never repeated blindly.
 * - `auth`       credentials refused: hold the connection, nothing was done.
 * - `business`   the remote side understood and said no (a decline, a field error): no retry, a person or a branch decides.
 * - `config`     the flow or connection is set up wrongly: no retry until a person mends it.
 * - `quota`      a licence or plan limit.
 */
export const failureClasses = [
  'not-sent',
  'throttled',
  'transient',
  'ambiguous',
  'auth',
  'business',
  'config',
  'quota',
] as const;
export type FailureClass = (typeof failureClasses)[number];

export interface FailureDetails {
  readonly class: FailureClass;
  /** Stable, upper snake case, e.g. `PAYTRACE_DECLINED`. */
  readonly code: string;
  /** One sentence for a person in finance: what happened and what it means. Never contains secrets or card data. */
  readonly message: string;
  readonly retryAfterMs?: number;
  /** The remote side's own code, verbatim, e.g. `102` or `817`. */
  readonly remoteCode?: string;
  /** What a person can do about it. */
  readonly remedy?: string;
  /** Redacted excerpt of the exchange for the run page. */
  readonly exchange?: { readonly request: string; readonly status?: number; readonly response?: string };
}

/** The only thing a connector may throw. Remote systems quote what they were sent: card data is taken out of every text. */
export class ConnectorFailure extends PenstockError {
  readonly details: FailureDetails;

  constructor(given: FailureDetails, options?: { readonly cause?: unknown }) {
    const details = withoutCardData(given);
    super(details.code, details.message, options);
    this.details = details;
  }

  get class(): FailureClass {
    return this.details.class;
  }
}

function withoutCardData(details: FailureDetails): FailureDetails {
  const { message, remedy, exchange } = details;
  return {
    ...details,
    message: redactCardDataInText(message),
    ...(remedy !== undefined && { remedy: redactCardDataInText(remedy) }),
    ...(exchange?.response !== undefined && { exchange: { ...exchange, response: redactCardDataInText(exchange.response) } }),
  };
}
