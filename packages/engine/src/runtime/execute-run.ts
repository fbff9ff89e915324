import { parseJson, PenstockError, type JsonObject } from '@penstock/kernel';
import { MAX_CLAIMS_WITHOUT_PROGRESS } from '../core/claims';
import { isLeft } from '../core/effect';
import type { ExecutionPlan } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import { Frontiers, type Frontier } from '../core/frontier';
import type { Instance, RunState } from '../core/run-state';
import type { ClaimedRun, Disposition } from '../ports/run-store';
import { readEnvironment } from './environment-reading';
import type { ExecutionContext } from './execution-context';
import { RunLedger } from './run-ledger';
import { StepExecution } from './execute-step';
import type { StepResult } from './step-result';

/**
 * Drives one claimed run as far as it can go: to its end, to a wait, or to a person. Steps that are ready together run
 * side by side; what one of them waits for does not hold up the others.
 *
 * X1 Finished steps are taken from the journal, never executed again (G7).
 * X2 Every way out of this function has committed what becomes of the run, or has lost it.
 * X3 What the run waits for longest decides nothing: it wakes for the earliest.
 * X4 What a person has to decide is recorded with what led to it, while other steps go on (E3 outlives the worker).
 */
/** Steps of one run under way at once; more wait for a free place. */
const MAX_STEPS_AT_ONCE = 64;
/** Stands for the run as a whole among the held keys. */
export const WHOLE_RUN = '~run';

export async function executeRun(context: ExecutionContext, claimed: ClaimedRun): Promise<void> {
  const ledger = new RunLedger(context, claimed);
  if (claimed.claims > MAX_CLAIMS_WITHOUT_PROGRESS) {
    await ledger.settle({ kind: 'needs-attention', failure: poisonFailure(claimed.claims), held: [WHOLE_RUN], readyInMs: null });
    return;
  }
  const plan = await planOf(context, claimed);
  const holdWhole = (failure: FailureRecord) => ledger.settle({ kind: 'needs-attention', failure, held: [WHOLE_RUN], readyInMs: null });
  if (!plan) return void (await holdWhole(planUnavailable));
  const environment = await readEnvironment(context, plan, claimed);
  if (!environment.ok) return void (await holdWhole(environment.error));
  await new RunExecution(context, ledger, { plan, environment: environment.value }).drive();
}

/** Undefined for a version that cannot be run here; a database that is away is thrown on. */
async function planOf(context: ExecutionContext, { flowVersionId }: ClaimedRun): Promise<ExecutionPlan | undefined> {
  try {
    return await context.plans.planOf(flowVersionId);
  } catch (error) {
    if (error instanceof PenstockError && error.code === PLAN_UNAVAILABLE) return undefined;
    throw error;
  }
}

/** Code of what a plan cache throws for a version that is missing or no longer compiles. */
export const PLAN_UNAVAILABLE = 'PLAN_UNAVAILABLE';

const planUnavailable: FailureRecord = {
  class: 'config',
  code: PLAN_UNAVAILABLE,
  message: 'The version of the flow that this run started with cannot be run here: a connector it uses is not installed, or it cannot be read.',
  remedy: 'Nothing was sent. Install the connector again and retry; or replay the event with the live version and cancel this run.',
};

interface Parked {
  /** By the monotonic clock. */
  readonly until: number;
  readonly result: Extract<StepResult, { kind: 'wait' }>;
}

/** What a run is executed by. */
interface RunPlan {
  readonly plan: ExecutionPlan;
  /** Variables and tables, as mappings read them under `run`. */
  readonly environment: JsonObject;
}

class RunExecution {
  private readonly plan: ExecutionPlan;
  private readonly active = new Set<string>();
  private readonly parked = new Map<string, Parked>();
  private broken: { readonly error: unknown } | undefined;
  private wakeUp: () => void = () => undefined;
  private readonly state: RunState;
  private readonly frontiers: Frontiers;
  private readonly steps: StepExecution;

  constructor(
    private readonly context: ExecutionContext,
    private readonly ledger: RunLedger,
    { plan, environment }: RunPlan,
  ) {
    this.plan = plan;
    this.frontiers = new Frontiers(plan);
    this.state = {
      payload: parseJson(ledger.run.payload),
      about: { ...this.about(), ...environment },
      outcomes: ledger.outcomes,
      isUnsettled: (key) => isInDoubt(ledger.effects.get(key)?.state),
      isLeft: (key) => isLeft(ledger.effects.get(key)),
      isConfirmed: (key) => ledger.effects.get(key)?.state === 'DONE',
      isHeld: (key) => ledger.held.has(key),
      isActive: (key) => this.active.has(key) || this.parked.has(key),
    };
    this.steps = new StepExecution(context, ledger, this.state);
  }

  async drive(): Promise<void> {
    for (;;) {
      const frontier = this.frontiers.of(this.state, { isStopping: this.ledger.isCancelling });
      const ready = this.startable(frontier);
      if (this.active.size === 0 && ready.length === 0) return this.settle(frontier);
      const [only] = ready;
      if (only && ready.length === 1 && this.active.size === 0) await this.runAlone(only);
      else await this.runBeside(ready);
      if (this.broken && this.active.size === 0) throw this.broken.error;
    }
  }

  private startable({ ready }: Frontier): readonly Instance[] {
    if (this.ledger.isLost || this.ledger.isBroken || this.broken) return [];
    const allowed = this.isOverdue ? ready.filter(({ key }) => this.state.isUnsettled(key)) : ready;
    return allowed.slice(0, Math.max(0, MAX_STEPS_AT_ONCE - this.active.size));
  }

  /** The common case, without any machinery. */
  private async runAlone(instance: Instance): Promise<void> {
    this.take(instance.key, await this.steps.execute(instance));
  }

  private async runBeside(ready: readonly Instance[]): Promise<void> {
    let hasProgressed = false;
    for (const { key, result } of ready.map((instance) => ({ key: instance.key, result: this.steps.execute(instance) }))) {
      if (result instanceof Promise) this.follow(key, result);
      else {
        this.take(key, result);
        hasProgressed = true;
      }
    }
    if (!hasProgressed) await new Promise<void>((resolve) => (this.wakeUp = resolve));
  }

  private follow(key: string, execution: Promise<StepResult>): void {
    this.active.add(key);
    execution
      .then(
        (result) => this.take(key, result),
        (error: unknown) => (this.broken ??= { error }),
      )
      .finally(() => {
        this.active.delete(key);
        // Others are under way for who knows how long: what is known now must not wait for them.
        if (this.active.size > 0 && !this.ledger.isLost) this.ledger.flushSoon();
        this.wakeUp();
      });
  }

  private take(key: string, result: StepResult): void {
    if (result.kind !== 'wait') return;
    // What is in doubt is looked up when it is due, deadline or not: waking earlier would find nothing to do.
    const delayMs = this.state.isUnsettled(key) ? result.delayMs : this.untilDeadline(result.delayMs);
    this.parked.set(key, { until: this.context.clock.monotonic() + delayMs, result });
  }

  private async settle(frontier: Frontier): Promise<void> {
    if (this.ledger.isLost) return;
    await this.ledger.settle(this.disposition(frontier));
  }

  private disposition({ isDone, isHeld }: Frontier): Disposition {
    if (isDone && this.parked.size === 0 && !isHeld) return { kind: 'finish', status: this.ledger.isCancelling ? 'cancelled' : 'succeeded' };
    const waits = [...this.parked.values()].sort((a, b) => a.until - b.until);
    const [first] = waits;
    const readyInMs = first ? Math.max(0, first.until - this.context.clock.monotonic()) : null;
    const { attention } = this.ledger;
    if (isHeld || attention) return { kind: 'needs-attention', failure: attention, held: [], readyInMs };
    if (first && readyInMs !== null) return { kind: 'park', readyInMs, failure: first.result.failure, blockedOn: first.result.blockedOn };
    return { kind: 'needs-attention', failure: this.isOverdue ? overdueFailure : stuckFailure, held: [WHOLE_RUN], readyInMs: null };
  }

  private get isOverdue(): boolean {
    return !this.ledger.isCancelling && this.untilDeadline(1) === 0;
  }

  /** A wait may not outlast the run's deadline; 0 when it has passed. */
  private untilDeadline(delayMs: number): number {
    const { deadlineMs } = this.plan.settings;
    if (deadlineMs === null || this.ledger.isCancelling) return delayMs;
    return Math.max(0, Math.min(delayMs, this.ledger.run.deadlineFrom + deadlineMs - this.context.clock.now()));
  }

  private about(): JsonObject {
    const { runId } = this.ledger;
    const callbacks = this.plan.settings.callbacks.map(({ id, key }) => [id, this.context.callbacks.addressOf({ runId, key })] as const);
    return { id: runId, callbacks: Object.fromEntries(callbacks) };
  }
}

const isInDoubt = (state: string | undefined): boolean => state === 'INTENT' || state === 'UNKNOWN' || state === 'NEEDS_HUMAN';

const overdueFailure: FailureRecord = {
  class: 'business',
  code: 'RUN_OVERDUE',
  message: 'The run is not done within its deadline. What was sent before is recorded; nothing more is sent.',
  remedy: 'Look at the step it has come to. Retry gives it the whole time again; cancel undoes what the flow lists.',
};

/** Cannot happen in a flow that was checked; if it does, it is seen. */
const stuckFailure: FailureRecord = {
  class: 'config',
  code: 'FLOW_STUCK',
  message: 'No step of the flow can run, and none is left to wait for. Nothing more is sent.',
  remedy: 'Open the flow’s problems, correct it, deploy it and replay the event; then cancel this run.',
};

function poisonFailure(claims: number): FailureRecord {
  return {
    class: 'config',
    code: 'RUN_STOPS_ITS_WORKER',
    message: `This run was started ${claims} times and its worker ended each time before it made progress.`,
    remedy: 'Nothing more is sent for it. Look at the last step, then retry or cancel the run.',
  };
}
