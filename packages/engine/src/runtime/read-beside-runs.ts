import { failureFrom, type FailureRecord } from '../core/failure';
import type { GateAnswer } from '../ports/connection-gate';

type Admitted = Extract<GateAnswer, { readonly kind: 'go' }>;

/**
 * A read that is no part of a run, once the gate of its connection let it through; it leaves the gate in the end. Only
 * throttling counts for the weather: a question that finds a mistake says nothing about the payments beside it.
 * @throws what `read` throws
 */
export async function readBesideRuns<T>(admitted: Admitted, read: () => Promise<T>): Promise<T> {
  let throttling: FailureRecord | null = null;
  try {
    return await read();
  } catch (thrown) {
    const failure = failureFrom(thrown, '');
    if (failure.class === 'throttled') throttling = failure;
    throw thrown;
  } finally {
    admitted.leave(throttling);
  }
}
