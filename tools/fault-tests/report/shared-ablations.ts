import { scenarios } from '../scenarios/plan';
import type { Scenario } from '../scenarios/scenario';

/** What is switched off for this row: in a run of its own, or in the one of the row that rests on the same safety. */
export function titleOfAblation({ ablation, sharesAblationOf }: Scenario): string {
  return (ablation ?? scenarios.find(({ number }) => number === sharesAblationOf)?.ablation)?.title ?? '';
}
