import { ApiProblem, ApiUnreachable } from '@penstock/api-client';
import { CliProblem, UsageError } from './command';

/** What the exit code tells a pipeline. */
export const exitCodes = {
  done: 0,
  problem: 1,
  usage: 2,
  unreachable: 3,
  notAllowed: 4,
  conflict: 5,
} as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof ApiUnreachable) return exitCodes.unreachable;
  if (error instanceof CliProblem && error.details.isConflict) return exitCodes.conflict;
  if (!(error instanceof ApiProblem)) return exitCodes.problem;
  if (error.status === 401 || error.status === 403) return exitCodes.notAllowed;
  return error.status === 409 || error.status === 412 ? exitCodes.conflict : exitCodes.problem;
}
