import type { ConnectionId, OrganizationId } from '@penstock/kernel';
import type { FailureRecord } from '../core/failure';

/**
 * The door in front of every call to a remote system: breaker, maintenance calendar, rate and concurrency limits of the
 * connection. Asked after a step's input was built and before an intent is recorded, so that a held call burns no
 * attempt and leaves no intent behind.
 *
 * N1 Every `go` is answered by exactly one `leave`, whatever happens to the call.
 * N2 Asking never fails: when the shared state cannot be read, the last known one decides.
 * N3 While the breaker is open nothing but the gate's own probe (a read) reaches the remote side.
 */
export interface ConnectionGate {
  enter(entry: GateEntry): Promise<GateAnswer>;
}

export interface GateEntry {
  readonly connectionId: ConnectionId;
  readonly organizationId: OrganizationId;
  /** This call repeats one that failed: counted against the retry budget. */
  readonly isRetry?: boolean;
}

export type GateAnswer =
  | {
      readonly kind: 'go';
      /** `null`: the remote side answered as it should, or refused for a business reason. */
      leave(failure: FailureRecord | null): void;
    }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly waitMs: number };

export type HoldReason = 'breaker' | 'maintenance' | 'rate' | 'concurrency' | 'credentials';

/** Lets everything through: connections without limits, simulations. */
export const openGate: ConnectionGate = {
  enter: async () => ({ kind: 'go', leave: () => undefined }),
};
