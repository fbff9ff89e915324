import type { AnyAction } from '@penstock/connector-sdk';
import type { Effect } from '@penstock/contracts';

/**
 * Can the remote side be asked whether an effect happened? Of an action that is not installed any more it is assumed
 * where its class promises a look-up: its run then waits for one rather than sending.
 */
export const canBeAsked = (action: AnyAction | undefined, { class: effectClass }: Pick<Effect, 'class'>): boolean =>
  action ? action.contract.class !== 'R' && action.contract.verify !== undefined : effectClass === 'L';

/** The verdict of the last look-up of an effect `e`, as SQL; null before the first. */
export const lastVerdict = `(select l.verdict from effect_look_up l where l.effect_id = e.id order by l.number desc limit 1)`;

/** May people give it up without an answer? Only where they wait for one that the last look-up could not give. */
export const mayGiveUpUnasked = ({ state, verdict, isAskable }: { readonly state: string; readonly verdict: string | null; readonly isAskable: boolean }): boolean =>
  state === 'NEEDS_HUMAN' && isAskable && verdict === 'unsure';
