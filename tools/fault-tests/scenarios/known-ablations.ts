import type { Ablation } from './scenario';
import { ablation } from './stage-acts';

/** Safeties that several scenarios rest on. */

/** Many outcomes that nobody knows: what a missing look-up does shows soon. */
export const doubtful = { dropAnswerRate: 0.25, error500AfterRate: 0.15 };

export const noLookUp: Ablation = { title: 'look-up always says “not there”', world: { preloads: [ablation('verify-always-absent')] }, remote: doubtful, orders: 100, shows: 'duplicates' };
export const answeredEarly: Ablation = { title: 'the sender is answered before the commit', world: { preloads: [ablation('answer-before-commit')] }, shows: 'lost' };
export const ambiguousIsDone: Ablation = { title: 'a lost connection is taken for a commit', world: { preloads: [ablation('ambiguous-is-done')] }, shows: 'lost' };
export const noDedupe: Ablation = { title: 'events have no dedupe key', world: { preloads: [ablation('no-dedupe')] }, shows: 'runs' };
export const resentUnknown: Ablation = { title: 'an intent of unknown fate is sent again', world: { preloads: [ablation('resend-what-is-unknown')] }, shows: 'duplicates' };
export const noTakeover: Ablation = { title: 'nobody takes over the runs of a dead worker', world: { preloads: [ablation('no-takeover')] }, shows: 'stuck' };
export const unsentIsDone: Ablation = { title: 'look-up always says “it is there”', world: { preloads: [ablation('unsent-is-done')] }, shows: 'lost' };
