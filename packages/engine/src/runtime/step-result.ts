import type { PlannedAction } from '../core/execution-plan';
import type { ClaimedRun } from '../ports/run-store';

/** `settled`: what becomes of the run is committed (or it was lost), nothing more is to be done here. */
export type StepResult = 'continue' | 'settled';

/** Which connection an action of a run goes to. */
export const connectionOf = (run: ClaimedRun, step: PlannedAction) => ({
  organizationId: run.organizationId,
  environmentId: run.environmentId,
  connector: step.connector.id,
  slot: step.slot,
});
