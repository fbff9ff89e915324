import { err, ok, type JsonObject, type Result } from '@penstock/kernel';
import type { ExecutionPlan } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import type { ClaimedRun } from '../ports/run-store';
import type { ExecutionContext } from './execution-context';

/**
 * Variables and tables of the run's environment, as far as the flow reads them; nothing is asked for a flow that reads
 * none. What is missing stops the run before its next step: no value of another environment is used instead (S18).
 */
export async function readEnvironment(
  { environmentValues }: ExecutionContext,
  { needs }: ExecutionPlan,
  { organizationId, environmentId, cancelRequested }: ClaimedRun,
): Promise<Result<JsonObject, FailureRecord>> {
  if (needs.variables.length === 0 && needs.tables.length === 0) return ok({});
  const { variables, tables } = await environmentValues.of({ organizationId, environmentId });
  // What undoes a run that is cancelled must not wait for what only its further steps would read.
  if (cancelRequested) return ok({ variables, tables });
  const missing = [
    ...needs.variables.filter((name) => !Object.hasOwn(variables, name)).map((name) => `the variable “${name}”`),
    ...needs.tables.filter((name) => !Object.hasOwn(tables, name)).map((name) => `the value table “${name}”`),
  ];
  return missing.length === 0 ? ok({ variables, tables }) : err(valueMissing(missing));
}

const valueMissing = (missing: readonly string[]): FailureRecord => ({
  class: 'config',
  code: 'ENVIRONMENT_VALUE_MISSING',
  message: `This environment does not have ${missing.join(', ')}, which the flow reads. Nothing more was sent.`,
  remedy: 'Add it under Reference data for this environment, then retry the run. Another environment’s value is never used.',
});
