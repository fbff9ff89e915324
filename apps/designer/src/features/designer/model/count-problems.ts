import type { DraftProblem } from './editor-store';

/** Errors by step; what concerns the flow as a whole is not on any card. */
export function countProblems(problems: readonly DraftProblem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { stepId, severity } of problems) {
    if (stepId !== undefined && severity === 'error') counts.set(stepId, (counts.get(stepId) ?? 0) + 1);
  }
  return counts;
}

/** What is wrong with one step, by the field it is shown beside. */
export function problemsByField(problems: readonly DraftProblem[], stepId: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const problem of problems) {
    if (problem.stepId !== stepId || problem.field === undefined || found.has(problem.field)) continue;
    found.set(problem.field, problem.fix === undefined ? problem.message : `${problem.message} ${problem.fix}`);
  }
  return found;
}

/** What is wrong with the settings of the flow as a whole, by setting. */
export function flowProblems(problems: readonly DraftProblem[]): ReadonlyMap<string, string> {
  return new Map(
    problems.flatMap(({ stepId, field, message, fix }) =>
      stepId === undefined && field !== undefined ? [[field, fix === undefined ? message : `${message} ${fix}`]] : [],
    ),
  );
}

/** What is wrong with a step as a whole: shown above its settings. */
export const problemsOfWhole = (problems: readonly DraftProblem[], stepId: string): DraftProblem[] =>
  problems.filter((problem) => problem.stepId === stepId && problem.field === undefined);
