import type { AnyTrigger } from '@penstock/connector-sdk';

/** An expected "no", with words for the person who asked. */
export interface TriggerRefusal {
  readonly outcome: 'refused';
  readonly reason: 'not-found' | 'not-live' | 'shared-address' | 'payload' | 'card-data' | 'not-offered' | 'busy' | 'remote' | 'already-running';
  readonly message: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

export const refusal = (reason: TriggerRefusal['reason'], message: string): TriggerRefusal => ({ outcome: 'refused', reason, message });

export const sharedAddress = refusal('shared-address', 'Several flows listen at the address of this deployment, and a start would start them all. Nothing was started. Give the flow an address of its own.');
export const cardData = refusal('card-data', 'The payload carries card data, which Penstock never takes. Nothing was started and nothing was kept. Use a token or the last four digits.');

export const notOffered = ({ title }: AnyTrigger, what: string): TriggerRefusal => refusal('not-offered', `The trigger “${title}” ${what}. Nothing was read.`);

export const notAnEvent = (issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): TriggerRefusal => ({
  ...refusal('payload', 'The payload is not what this trigger hands to the flow, so nothing was started. Correct what is listed below.'),
  issues: issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
});
