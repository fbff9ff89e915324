import { ConnectorFailure } from '@penstock/connector-sdk';
import { LEASE_ENDING } from '@penstock/engine';

/** This process may be about to lose its lease: another one may do the same in a moment. */
export const leaseEnding = (): ConnectorFailure =>
  new ConnectorFailure({ class: 'not-sent', code: LEASE_ENDING, message: 'The worker was about to lose its lease, so nothing was sent.' });
