import type { ClaimedRun } from '../ports/run-store';

/**
 * A run that ends its worker takes everything with it that is under way beside it. Whoever was there twice is a suspect:
 * from then on suspects are begun one after the other, and a claim counts against one only when it is begun. So the
 * run that does it is found, and its neighbours are not taken for it.
 */

/** Claims without progress that count when they are made. A worker that is killed for other reasons costs nobody time. */
export const CLAIMS_COUNTED_AT_ONCE = 2;
/** A run begun this often without progress kills its worker: it is parked for a person instead of looping. */
export const MAX_CLAIMS_WITHOUT_PROGRESS = 5;
/** How long the first suspect is alone: what ends a worker does so soon, and a slow remote side must not hold up all others. */
export const SUSPECT_ALONE_MS = 1_000;
const ALONE_MS_OF_THE_FIRST_TIME = 50;

/** The time alone of a suspect does not become shorter than this; each time that its worker died after beginning it makes it longer. */
export const aloneMsAtLeast = ({ claims }: Pick<ClaimedRun, 'claims'>): number =>
  Math.min(SUSPECT_ALONE_MS, ALONE_MS_OF_THE_FIRST_TIME * 4 ** Math.max(0, claims - CLAIMS_COUNTED_AT_ONCE - 1));

export const isSuspect = ({ claims }: Pick<ClaimedRun, 'claims'>): boolean => claims > CLAIMS_COUNTED_AT_ONCE;
