import type { PlannedStep } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import type { Instance, RunState } from '../core/run-state';
import type { ExecutionContext } from './execution-context';
import type { RunLedger, SeenStep } from './run-ledger';
import type { StepResult } from './step-result';

/** What an executor of one kind of step is given. */
export interface StepParts<Step extends PlannedStep> {
  readonly context: ExecutionContext;
  readonly ledger: RunLedger;
  readonly state: RunState;
  readonly instance: Instance;
  readonly step: Step;
  readonly fail: (instance: Instance, failure: FailureRecord, seen?: Partial<SeenStep>) => StepResult;
}
