import type { IntakeEventDetail } from '@penstock/contracts';
import { strings } from '../strings';

/** Why an event cannot be handed to the flows again; null when it can. The server refuses the same. */
export function noReplayBecause({ state, payload }: Pick<IntakeEventDetail, 'state' | 'payload'>): string | null {
  if (state === 'routed') return strings.noReplay.routed;
  if (state === 'refused') return strings.noReplay.refused;
  return payload === null ? strings.noReplay.erased : null;
}
