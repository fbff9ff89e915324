import { PenstockError } from '@penstock/kernel';

/** `fenced`: this process may be about to lose its lease, so it sends nothing. */
export type TransportProblem = 'fenced' | 'failed' | 'timed-out' | 'response-too-large';

/** An exchange without a complete answer. `sent` is false only when no byte of the request can have left. */
export class TransportError extends PenstockError<'TRANSPORT_FAILED'> {
  constructor(
    readonly problem: TransportProblem,
    readonly sent: boolean,
    options?: { readonly cause?: unknown },
  ) {
    super('TRANSPORT_FAILED', `exchange ${problem} ${sent ? 'after' : 'before'} sending`, options);
  }
}
