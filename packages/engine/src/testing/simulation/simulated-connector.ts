import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { ledgerConnectorTo } from '../ledger-connector';
import { MAX_PROCESSING_MS, VISIBILITY_LAG_MS, type SimulatedRemote } from './simulated-remote';
import type { SimulatedProcess } from './simulated-process';

/** The remote system as one process sees it. */
export function simulatedConnector(process: SimulatedProcess, remote: SimulatedRemote, { asksRemote }: { readonly asksRemote: boolean }): ConnectorDefinition {
  return ledgerConnectorTo(
    {
      write: (action, { key, amount }) => remote.call(process, { action, key, amount, isIdempotent: action === 'post' || action === 'notify' }),
      unbook: (id) => remote.call(process, { action: 'unbook', key: id, amount: '0', isIdempotent: true, undoes: id }),
      read: ({ key }) => remote.look(process, key),
      lookUp: (action, key) => (asksRemote ? remote.lookUp(process, { action, key }) : { verdict: 'absent', evidence: 'Nobody was asked.' }),
    },
    { visibilityLagMs: VISIBILITY_LAG_MS, maxProcessingMs: MAX_PROCESSING_MS },
  );
}
