import { redactCardData } from '@penstock/card-data-guard';
import type { Json } from '@penstock/kernel';
import type { Scope } from '@penstock/mapping';
import { decideAfterFailure } from '../core/decide-after-failure';
import { decideBranch, type PlannedBranch } from '../core/decide-branch';
import type { PlannedAction, PlannedOf, PlannedStep } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import { FAILED, failedOutput, isCaughtAround, mappingScope, type Instance, type RunState, type StepOutcome } from '../core/run-state';
import { buildInput } from './build-input';
import { callRemote } from './call-remote';
import { EffectExecution } from './execute-effect';
import { executeSubFlow } from './execute-sub-flow';
import { executeWait } from './execute-wait';
import type { ExecutionContext } from './execution-context';
import type { RunLedger, SeenStep } from './run-ledger';
import { mappingFailure } from './step-failures';
import { done, wait, type StepResult } from './step-result';

/** Executes one step of a run. Pure steps answer at once, without a promise. */
export class StepExecution {
  constructor(
    private readonly context: ExecutionContext,
    private readonly ledger: RunLedger,
    private readonly state: RunState,
  ) {}

  execute(instance: Instance): StepResult | Promise<StepResult> {
    const { step, conclusion } = instance;
    if (conclusion) return conclusion.kind === 'outcome' ? this.finish(instance, conclusion.outcome) : this.fail(instance, conclusion.failure);
    if (step.disabled && !instance.undoes) return this.finish(instance, { port: 'default', output: null });
    switch (step.kind) {
      case 'action':
        return step.action.contract.class === 'R' ? this.read(instance, step) : new EffectExecution({ ...this.parts, instance, step }).execute();
      case 'wait':
        return executeWait({ ...this.parts, instance, step });
      case 'sub-flow':
        return executeSubFlow({ ...this.parts, instance, step });
      default:
        return this.pure(instance, step);
    }
  }

  private get parts() {
    const { context, ledger, state } = this;
    return { context, ledger, state, fail: (instance: Instance, failure: FailureRecord, seen?: Partial<SeenStep>) => this.fail(instance, failure, seen) };
  }

  private pure(instance: Instance, step: Exclude<PlannedStep, PlannedOf<'action' | 'wait' | 'sub-flow'>>): StepResult {
    const scope = mappingScope(this.state, instance.scope);
    switch (step.kind) {
      case 'stop':
        return this.fail(instance, { class: 'business', code: 'FLOW_STOPPED', message: step.message, stepId: step.id });
      case 'if':
      case 'filter':
      case 'switch':
        return this.branch(instance, step, scope);
      case 'map':
      case 'respond': {
        const mapping = step.kind === 'map' ? step.mapping : step.body;
        const made = mapping.run(scope, { now: this.ledger.run.now });
        if (!made.ok) return this.fail(instance, mappingFailure(step.id, made.error));
        if (step.kind === 'respond') this.ledger.respond({ status: step.status, body: redactCardData(made.value) });
        return this.finish(instance, { port: 'default', output: made.value });
      }
      case 'for-each':
      case 'try':
        // Containers are worked through by their bodies; only their conclusion comes here.
        return done;
    }
  }

  private branch(instance: Instance, step: PlannedBranch, scope: Scope): StepResult {
    const { outcome, input } = decideBranch(step, scope);
    return outcome.ok ? this.finish(instance, outcome.value, { input }) : this.fail(instance, conditionFailure(step, outcome.error), { input });
  }

  private async read(instance: Instance, step: PlannedAction): Promise<StepResult> {
    const built = buildInput(step, mappingScope(this.state, instance.scope), this.ledger.run.now);
    if (!built.ok) return this.fail(instance, built.error);
    const startedAt = this.context.clock.now();
    const seen = { startedAt, input: built.value.text };
    const isRetry = this.ledger.nextAttempt(instance.key) > 1;
    const call = await callRemote(this.context, this.ledger.run, { key: instance.key, step, action: step.action, input: built.value.input, isRetry });
    switch (call.kind) {
      case 'held':
        return call.result;
      case 'answered':
        return this.finish(instance, { port: 'default', output: redactCardData(call.output as Json) }, seen);
      case 'failed':
        return this.retryRead(instance, call.failure, seen);
    }
  }

  private retryRead(instance: Instance, failure: FailureRecord, seen: Pick<SeenStep, 'startedAt' | 'input'>): StepResult {
    const attempt = this.ledger.nextAttempt(instance.key);
    const decision = decideAfterFailure({ failure, effectClass: 'R', attempt, random: this.context.random.next() }, this.context.timings);
    if (decision.kind !== 'retry') return this.fail(instance, failure, seen);
    this.ledger.recordFailure(instance.key, { attempt, failure, ...seen });
    return wait(decision.delayMs, failure);
  }

  private finish({ key }: Instance, outcome: StepOutcome, seen?: Partial<SeenStep>): StepResult {
    this.ledger.finishStep(key, outcome, seen);
    return done;
  }

  /** A failure for good: to the step's own error exit, to the container around it, or to a person. */
  private fail({ key, step, scope, undoes }: Instance, failure: FailureRecord, seen: Partial<SeenStep> = {}): StepResult {
    const isCaught = !undoes && (step.catchesErrors || isCaughtAround(scope));
    if (isCaught) {
      const port = step.catchesErrors ? 'error' : FAILED;
      this.ledger.finishStep(key, { port, output: failedOutput(failure) }, { ...seen, failure });
      return done;
    }
    const { attempt = this.ledger.nextAttempt(key), input = null, startedAt = this.context.clock.now() } = seen;
    this.ledger.recordFailure(key, { attempt, failure, input, startedAt });
    return this.ledger.hold(key, failure);
  }
}

const conditionFailure = (step: PlannedStep, why: string): FailureRecord => ({
  class: 'config',
  code: 'CONDITION_FAILED',
  message: `The condition of “${step.name}” cannot be decided: ${why}`,
  remedy: 'Nothing was sent after it. Mend the condition or the value, deploy, then retry the run.',
  stepId: step.id,
});

