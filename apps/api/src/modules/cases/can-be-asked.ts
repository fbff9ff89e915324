import type { AnyAction } from '@penstock/connector-sdk';
import type { Effect } from '@penstock/contracts';

/**
 * Can the remote side be asked whether an effect happened? Of an action that is not installed any more it is assumed
 * where its class promises a look-up: its run then waits for one rather than sending.
 */
export const canBeAsked = (action: AnyAction | undefined, { class: effectClass }: Pick<Effect, 'class'>): boolean =>
  action ? action.contract.class !== 'R' && action.contract.verify !== undefined : effectClass === 'L';
