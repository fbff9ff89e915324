import type { FlowDocument } from '@penstock/flow-model';
import { invariant, sequentialIds, type ConnectionId, type EnvironmentId, type OrganizationId } from '@penstock/kernel';
import type { ConnectionResolver } from '../ports/action-invoker';
import type { Rehearsal, RehearsedStep } from '../rehearsal/rehearsal';
import { rehearse, type RehearsalPorts, type RehearsalRequest } from '../rehearsal/rehearse';
import { LedgerRemote, ledgerConnector } from './ledger-remote';

const start = Date.UTC(2027, 0, 31, 8);

/** Rehearses flows against a ledger that would notice if anything reached it. */
export class RehearsalBench {
  readonly remote = new LedgerRemote();

  async rehearse(
    document: FlowDocument,
    { ports, ...request }: Partial<RehearsalRequest> & { readonly ports?: Partial<RehearsalPorts> } = {},
  ): Promise<Rehearsal> {
    const ids = { organizationId: 'org' as OrganizationId, environmentId: 'env' as EnvironmentId, flowId: 'flow' };
    const rehearsed = await rehearse(
      { ...ids, document, payload: { id: 'INV-1', amount: '19.99' }, now: start, reads: 'stand-in', ...request },
      {
        connectorById: () => ledgerConnector(this.remote),
        digest: { sha256: (text) => text },
        ids: sequentialIds(),
        scheduler: { after: () => () => undefined },
        pace: { monotonic: () => performance.now(), yield: () => new Promise((resolve) => setImmediate(resolve)) },
        ...ports,
      },
    );
    invariant(rehearsed.ok, 'the test flow compiles');
    return rehearsed.value;
  }
}

export const stepOf = (rehearsal: Rehearsal, key: string): RehearsedStep | undefined =>
  rehearsal.steps.find((step) => step.key === key);

/** A connection to the ledger; nothing of it speaks HTTP. */
export const aLedgerConnection: ConnectionResolver = {
  resolve: async () => ({
    connectionId: 'c1' as ConnectionId,
    fingerprint: 'ledger:test',
    context: {
      http: { send: () => Promise.reject(new TypeError('no HTTP here')) },
      settings: {},
      clock: { now: () => start, monotonic: () => 0 },
    },
  }),
};
