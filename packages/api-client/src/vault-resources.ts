import * as contracts from '@penstock/contracts';
import type { ApiTransport } from './api-transport';

export const vaultResources = (transport: ApiTransport) => ({
  status: () => transport.read({ method: 'GET', path: '/vault' }, contracts.vaultStatus),
  /** The one that runs, or the last one. */
  rotation: () => transport.read({ method: 'GET', path: '/vault/rotation' }, contracts.vaultRotation),
  /** Answers at once; the work goes on while flows run. */
  rotate: () => transport.read({ method: 'POST', path: '/vault/rotation' }, contracts.vaultRotation),
});
