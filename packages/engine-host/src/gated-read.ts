import { setTimeout } from 'node:timers/promises';
import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import { readBesideRuns, type ConnectionGate, type GateEntry, type HoldReason } from '@penstock/engine';

interface Read<T> {
  readonly load: () => Promise<T>;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  /** What is thrown when the time is over. */
  readonly tooSlow: FailureDetails;
  /** Ends the wait for an answer: its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** `held`: nothing was asked of the other system. */
export type GatedRead<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'held'; readonly reason: HoldReason };

/**
 * A read that is no part of a run, through the gate of its connection: payments go first.
 * @throws ConnectorFailure
 */
export async function gatedRead<T>(gate: ConnectionGate, entry: GateEntry, read: Read<T>): Promise<GatedRead<T>> {
  const answer = await gate.enter(entry);
  if (answer.kind === 'hold') return { kind: 'held', reason: answer.reason };
  return { kind: 'read', value: await readBesideRuns(answer, () => withinTime(read)) };
}

/** Every request has its own limit already; this one also ends a sign-in or a wait that goes on too long. */
async function withinTime<T>({ load, timeoutMs, tooSlow, signal }: Read<T>): Promise<T> {
  const done = new AbortController();
  const ends = signal ? AbortSignal.any([done.signal, signal]) : done.signal;
  const tooLate = setTimeout(timeoutMs, undefined, { signal: ends }).then(() => {
    throw new ConnectorFailure(tooSlow);
  });
  try {
    return await Promise.race([load(), tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    done.abort();
  }
}
