import { ApiProblem } from '@penstock/api-client';
import type { Issue } from '@penstock/contracts';
import { messageOf } from '@penstock/kernel';

export interface ShownProblem {
  readonly title: string;
  readonly detail: string;
  readonly issues: readonly Issue[];
  readonly requestId: string | null;
}

/** Whatever was thrown, in words a person can act on. */
export function problemOf(thrown: unknown): ShownProblem {
  if (thrown instanceof ApiProblem) {
    const { title, detail, requestId } = thrown.problem;
    return { title, detail, issues: thrown.issues, requestId: requestId || null };
  }
  return { title: 'That did not work', detail: messageOf(thrown), issues: [], requestId: null };
}
