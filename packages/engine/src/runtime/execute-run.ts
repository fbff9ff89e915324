import { redactCardData } from '@penstock/card-data-guard';
import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import type { ExecutionPlan, PlannedAction, PlannedStep } from '../core/execution-plan';
import { decideAfterFailure } from '../core/decide-after-failure';
import { failureFrom, type FailureRecord } from '../core/failure';
import { mappingScope, nextStep, type RunProgress, type StepOutcome } from '../core/run-progress';
import type { ClaimedRun } from '../ports/run-store';
import { buildInput } from './build-input';
import { EffectExecution } from './execute-effect';
import type { ExecutionContext } from './execution-context';
import { RunLedger } from './run-ledger';
import { connectionOf, type StepResult } from './step-result';

/**
 * Drives one claimed run as far as it can go: to its end, to a wait, or to a person.
 *
 * X1 Finished steps are taken from the journal, never executed again (G7).
 * X2 Every way out of this function has committed what becomes of the run, or has lost it.
 */
/** A run claimed this often without progress kills its worker: it is parked for a person instead of looping. */
const MAX_CLAIMS_WITHOUT_PROGRESS = 5;

export async function executeRun(context: ExecutionContext, claimed: ClaimedRun): Promise<void> {
  const ledger = new RunLedger(context, claimed);
  if (claimed.claims > MAX_CLAIMS_WITHOUT_PROGRESS) {
    await ledger.commit({ kind: 'needs-attention', failure: poisonFailure(claimed.claims) });
    return;
  }
  const plan = await context.plans.planOf(claimed.flowVersionId);
  await new RunExecution(context, ledger, plan).drive();
}

class RunExecution {
  private readonly payload: Json;

  constructor(
    private readonly context: ExecutionContext,
    private readonly ledger: RunLedger,
    private readonly plan: ExecutionPlan,
  ) {
    this.payload = parseJson(ledger.run.payload);
  }

  async drive(): Promise<void> {
    for (;;) {
      const next = nextStep(this.plan, this.progress);
      if (next.kind === 'finished') {
        await this.ledger.commit({ kind: 'finish', status: 'succeeded' });
        return;
      }
      if (this.ledger.isCancelling && !this.hasUnknownEffect(next.step.id)) {
        await this.ledger.commit({ kind: 'finish', status: 'cancelled' });
        return;
      }
      if ((await this.execute(next.step)) === 'settled') return;
    }
  }

  private get progress(): RunProgress {
    return { payload: this.payload, outcomes: this.ledger.outcomes };
  }

  /** A cancelled run still settles what may have happened outside. */
  private hasUnknownEffect(stepId: string): boolean {
    const state = this.ledger.effects.get(stepId)?.state;
    return state === 'INTENT' || state === 'UNKNOWN';
  }

  private async execute(step: PlannedStep): Promise<StepResult> {
    if (step.disabled) return this.finish(step, { port: 'default', output: null });
    switch (step.kind) {
      case 'stop':
        return this.fail(step, { class: 'business', code: 'FLOW_STOPPED', message: step.message, stepId: step.id });
      case 'if': {
        const answer = step.condition.evaluate(mappingScope(this.progress));
        if (!answer.ok) return this.fail(step, conditionFailure(step, answer.error.message));
        return this.finish(step, { port: answer.value ? 'yes' : 'no', output: { result: answer.value } });
      }
      case 'map': {
        const made = step.mapping.run(mappingScope(this.progress), { now: this.ledger.run.now });
        return made.ok ? this.finish(step, { port: 'default', output: made.value }) : this.fail(step, mappingFailure(step.id, made.error));
      }
      case 'action':
        return step.action.contract.class === 'R' ? this.read(step) : this.effect(step);
    }
  }

  private effect(step: PlannedAction): Promise<StepResult> {
    return new EffectExecution(this.context, this.ledger, step).execute(this.progress);
  }

  private async read(step: PlannedAction): Promise<StepResult> {
    const built = buildInput(step, this.progress, this.ledger.run.now);
    if (!built.ok) return this.fail(step, built.error);
    const startedAt = this.context.clock.now();
    try {
      const connection = await this.context.connections.resolve(connectionOf(this.ledger.run, step));
      const output = (await step.action.run(connection.context, built.value.input)) as Json;
      return this.finish(step, { port: 'default', output: redactCardData(output) }, { startedAt, input: built.value.text });
    } catch (thrown) {
      return this.retryRead(step, failureFrom(thrown, step.id), { startedAt, input: built.value.text });
    }
  }

  private async retryRead(step: PlannedAction, failure: FailureRecord, seen: SeenAttempt): Promise<StepResult> {
    const attempt = this.ledger.nextAttempt(step.id);
    const decision = decideAfterFailure(
      { failure, effectClass: 'R', attempt, random: this.context.random.next() },
      this.context.timings,
    );
    if (decision.kind !== 'retry') return this.fail(step, failure, seen);
    this.ledger.record(this.entry(step, { failure, ...seen }));
    await this.ledger.commit({ kind: 'park', readyInMs: decision.delayMs, failure });
    return 'settled';
  }

  private finish(step: PlannedStep, outcome: StepOutcome, seen?: SeenAttempt): StepResult {
    this.ledger.finishStep(this.entry(step, { outcome, ...seen }), outcome);
    return 'continue';
  }

  private async fail(step: PlannedStep, failure: FailureRecord, seen?: SeenAttempt): Promise<StepResult> {
    this.ledger.record(this.entry(step, { failure, ...seen }));
    await this.ledger.commit({ kind: 'needs-attention', failure });
    return 'settled';
  }

  private entry(step: PlannedStep, seen: Partial<SeenAttempt> & { outcome?: StepOutcome; failure?: FailureRecord }) {
    const now = this.context.clock.now();
    return {
      stepId: step.id,
      attempt: this.ledger.nextAttempt(step.id),
      status: seen.failure ? ('failed' as const) : ('succeeded' as const),
      port: seen.outcome?.port ?? null,
      input: seen.input ?? null,
      output: seen.outcome ? stringifyJson(seen.outcome.output) : null,
      failure: seen.failure ?? null,
      startedAt: seen.startedAt ?? now,
      finishedAt: now,
    };
  }
}

interface SeenAttempt {
  readonly startedAt: number;
  readonly input: string;
}

function mappingFailure(stepId: string, errors: readonly { readonly path: string; readonly message: string }[]): FailureRecord {
  const [first] = errors;
  return {
    class: 'config',
    code: 'MAPPING_FAILED',
    message: first ? `The mapping could not make “${first.path}”: ${first.message}` : 'The mapping could not be evaluated.',
    remedy: 'Nothing was sent. Mend the mapping or the value, deploy, then retry the run.',
    stepId,
    ...(first && { field: first.path }),
  };
}

const conditionFailure = (step: PlannedStep, why: string): FailureRecord => ({
  class: 'config',
  code: 'CONDITION_FAILED',
  message: `The condition of “${step.name}” cannot be decided: ${why}`,
  remedy: 'Nothing was sent after it. Mend the condition or the value, deploy, then retry the run.',
  stepId: step.id,
});

function poisonFailure(claims: number): FailureRecord {
  return {
    class: 'config',
    code: 'RUN_STOPS_ITS_WORKER',
    message: `This run was started ${claims} times and its worker ended each time before it made progress.`,
    remedy: 'Nothing more is sent for it. Look at the last step, then retry or cancel the run.',
  };
}
