import { CLAIMS_COUNTED_AT_ONCE } from '../core/claims';
import type { StoredRun } from './memory-database';

/** Those that ended fewer workers come first. */
export function withFewSuspects(runs: readonly StoredRun[], most: number): readonly StoredRun[] {
  const claimsOf = ({ queue }: StoredRun): number => queue?.claims ?? 0;
  const suspected = runs.filter((run) => claimsOf(run) >= CLAIMS_COUNTED_AT_ONCE).sort((a, b) => claimsOf(a) - claimsOf(b));
  const left = new Set(suspected.slice(most));
  return runs.filter((run) => !left.has(run));
}

/** S6: one run of every flow in turn. */
export function inTurn(runs: readonly StoredRun[]): StoredRun[] {
  const turns = new Map<string, number>();
  const numbered = runs.map((run) => {
    const flow = `${run.event.organizationId}:${run.flowId}`;
    const turn = turns.get(flow) ?? 0;
    turns.set(flow, turn + 1);
    return { run, turn };
  });
  return numbered.sort((a, b) => a.turn - b.turn).map(({ run }) => run);
}
