import type { FlowDocument, StepId } from '@penstock/flow-model';
import {
  manualClock,
  ok,
  parseJson,
  stringifyJson,
  type Clock,
  type EnvironmentId,
  type Ids,
  type Json,
  type ManualClock,
  type OrganizationId,
  type Result,
  type RunId,
} from '@penstock/kernel';
import { compilePlan, type ConnectorLookup, type ExecutionPlan, type PlanProblem } from '../core/execution-plan';
import type { EffectRecord } from '../core/effect';
import { defaultTimings } from '../core/timings';
import type { ConnectionResolver } from '../ports/action-invoker';
import { openGate, type ConnectionGate } from '../ports/connection-gate';
import { noEnvironmentValues, type EnvironmentValuesSource } from '../ports/environment-values';
import { openGuard } from '../ports/restore-guard';
import type { FailureRecord } from '../core/failure';
import type { NewChildRun, NewEffect } from '../ports/run-store';
import type { Digest, Scheduler } from '../ports/runtime-ports';
import { executeRun } from '../runtime/execute-run';
import type { ExecutionContext } from '../runtime/execution-context';
import { AskOnce } from './ask-once';
import type { RecordedAnswer, Rehearsal } from './rehearsal';
import { isKeyAssumed } from './assumed-keys';
import {
  BudgetSpent,
  liveRehearsalLimits,
  RehearsalBudget,
  rehearsalLimits,
  type RehearsalLimits,
  type RehearsalPace,
} from './rehearsal-budget';
import { RehearsalNotes } from './rehearsal-notes';
import { noSeeds, seedsOf, type GivenAnswer, type Seeds } from './rehearsal-seeds';
import { reportOf } from './rehearsal-report';
import { RehearsalStore } from './rehearsal-store';
import { endless, tooLong } from './rehearsal-stops';
import { RehearsedChildren } from './rehearsed-children';
import { isAsked, partFor, recordedBeside, withFirstItems, type RehearsalTarget, type RehearsedPart } from './rehearsed-part';
import { RehearsedWaits } from './rehearsed-waits';
import { RehearsalConnections, StandIns } from './stand-ins';

export interface RehearsalRequest {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly flowId: string;
  readonly document: FlowDocument;
  readonly payload: Json;
  /** Id of the recorded run that is tried again, for what mappings read of it; default: a new one. */
  readonly runId?: RunId;
  /** Wall clock at which the rehearsal starts, milliseconds; waits move it on. */
  readonly now: number;
  /** `live`: actions of class R are really called; in a rehearsal of one step only that step. */
  readonly reads: 'stand-in' | 'live';
  /** One step of the flow, or the way to it; default: the whole flow. */
  readonly target?: RehearsalTarget;
  /** With a target: outputs that steps before it gave earlier, by id of the step; these are not executed again. */
  readonly answers?: ReadonlyMap<StepId, GivenAnswer>;
  /** Answers of a recorded run, by key of the step. */
  readonly recorded?: ReadonlyMap<string, RecordedAnswer>;
  /** Outputs in place of the actions’ samples, by key or id of the step; assumed like these. */
  readonly samples?: Readonly<Record<string, Json>>;
  /** Which choice to take where a person decides, by id of the step; default: the first one. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Where it is stopped; default: what a process with runs under way can bear. */
  readonly limits?: Partial<RehearsalLimits>;
}

export interface RehearsalPorts {
  readonly connectorById: ConnectorLookup;
  readonly digest: Digest;
  readonly ids: Ids;
  readonly scheduler: Scheduler;
  readonly pace: RehearsalPace;
  /** Fingerprints of the environment's connections, and their contexts for live reads. Absent: every slot is a stand-in. */
  readonly connections?: ConnectionResolver;
  /** Variables and value tables of the environment. Absent: it has none. */
  readonly environmentValues?: EnvironmentValuesSource;
  /** Passed by live reads. */
  readonly gate?: ConnectionGate;
  /** The live effect of a real run for the same business fact. Absent: everything counts as new. */
  readonly liveEffect?: (intent: NewEffect) => Promise<EffectRecord | undefined>;
  /** The version of another flow that is live in the environment. */
  readonly liveFlow?: (flowId: string) => Promise<FlowDocument | undefined>;
}

/** Waits, loops and sub-flows move a rehearsal on; this many moves mean that it does not end. */
const MAX_ROUNDS = 2_000;
const MAX_DEPTH = 5;

/**
 * Runs a flow version on a payload with the engine's own code and a store in memory: same frontier, same mappings, same
 * checks, same business keys. Nothing is written and, but for live reads, nothing leaves (R1).
 *
 * @returns why the version cannot be run at all, when it cannot be compiled.
 */
export async function rehearse(
  request: RehearsalRequest,
  ports: RehearsalPorts,
): Promise<Result<Rehearsal, PlanProblem>> {
  const limits = { ...(request.reads === 'live' ? liveRehearsalLimits : rehearsalLimits), ...request.limits };
  return rehearseAt(request, ports, { depth: 0, budget: new RehearsalBudget(ports.pace, limits) });
}

type SlotParams = Parameters<ConnectionResolver['resolve']>[0];

interface Surroundings {
  /** Flows that have called each other to come here. */
  readonly depth: number;
  /** One for the rehearsal and everything it calls. */
  readonly budget: RehearsalBudget;
}

async function rehearseAt(
  request: RehearsalRequest,
  ports: RehearsalPorts,
  within: Surroundings,
): Promise<Result<Rehearsal, PlanProblem>> {
  const part = partOf(request);
  const plan = compilePlan(part.document, ports.connectorById, { isPart: request.target !== undefined });
  if (!plan.ok) return plan;
  const planned = withFirstItems(plan.value, part.loops);
  return ok(await new RehearsedExecution(request, ports, { plan: planned, part, ...within }).drive());
}

const partOf = ({ document, target, answers = new Map() }: RehearsalRequest): RehearsedPart =>
  target ? partFor(document, target, new Set(answers.keys())) : { document, passed: new Map(), loops: new Set() };

class RehearsedExecution {
  private readonly clock: ManualClock;
  private readonly notes: RehearsalNotes;
  private readonly seeds: Seeds;
  private readonly store: RehearsalStore;
  private readonly waits: RehearsedWaits;
  private readonly children: RehearsedChildren;
  private readonly context: ExecutionContext;
  private readonly recorded: ReadonlyMap<string, RecordedAnswer>;

  constructor(
    private readonly request: RehearsalRequest,
    private readonly ports: RehearsalPorts,
    private readonly of: Surroundings & { readonly plan: ExecutionPlan; readonly part: RehearsedPart },
  ) {
    const { choices = {} } = request;
    const { document } = of.part;
    const recorded = recordedBeside(request.target, request.recorded);
    this.recorded = recorded;
    this.clock = manualClock(request.now);
    this.notes = new RehearsalNotes(document);
    this.seeds = this.seedsFor();
    this.store = this.createStore();
    const { clock, notes, store } = this;
    this.waits = new RehearsedWaits({ document, store, clock, notes, recorded, choices });
    const ask = ports.liveFlow;
    const liveFlow = ask && ((id: string) => of.budget.outside(ask(id)));
    this.children = new RehearsedChildren({
      store,
      notes,
      recorded,
      liveFlow,
      rehearse: (...child) => this.inside(...child),
    });
    this.context = this.contextOf();
  }

  async drive(): Promise<Rehearsal> {
    try {
      return await this.toItsEnd();
    } catch (thrown) {
      if (!(thrown instanceof BudgetSpent)) throw thrown;
      return this.report('unfinished', tooLong(thrown));
    }
  }

  /** @throws BudgetSpent */
  private async toItsEnd(): Promise<Rehearsal> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      await this.of.budget.makeWay();
      await executeRun(this.context, this.store.claimed());
      const hasEnded = await this.children.end();
      this.of.budget.check();
      const { disposition } = this.store;
      if (disposition.kind === 'finish') return this.report('succeeded');
      if (hasEnded || this.waits.end()) continue;
      const waitMs = disposition.kind === 'continue' || this.children.isStuck ? null : disposition.readyInMs;
      if (waitMs === null) return this.report('needs-attention');
      this.clock.advance(Math.max(1, waitMs));
    }
    return this.report('unfinished', endless);
  }

  private createStore(): RehearsalStore {
    const { organizationId, environmentId, flowId, payload, now: createdAt } = this.request;
    const runId = this.request.runId ?? (this.ports.ids.next() as RunId);
    const now = () => this.clock.now();
    const run = { runId, organizationId, environmentId, flowId, payload: stringifyJson(payload), createdAt, now };
    return new RehearsalStore(run, {
      rivalOf: (intent) => this.rivalOf(intent),
      canStart: (child) => this.children.canStart(child),
      stepEnded: (entry) => {
        this.notes.stepEnded(entry);
        this.of.budget.step();
      },
    }, this.seeds.entries);
  }

  private seedsFor(): Seeds {
    const { target, answers = new Map(), now } = this.request;
    return target ? seedsOf({ part: this.of.part, stepId: target.stepId, answers, notes: this.notes, now }) : noSeeds;
  }

  private contextOf(): ExecutionContext {
    const { ports, request, notes, recorded, of } = this;
    const directory = ports.connections;
    const asked = directory && { resolve: (params: SlotParams) => of.budget.outside(directory.resolve(params)) };
    const connections = new RehearsalConnections(asked, (slot, connector, { message }) =>
      notes.assume({ key: `slot ${slot ?? connector}`, code: 'SLOT_NOT_BOUND', message }),
    );
    return {
      store: this.store,
      connections,
      invoker: new StandIns({
        organizationId: request.organizationId,
        recorded,
        samples: request.samples ?? {},
        asksLive: (key) => request.reads === 'live' && isAsked(request.target, key),
        once: request.target ? new AskOnce(ports.scheduler) : null,
        gate: ports.gate ?? openGate,
        connections,
        notes,
        budget: of.budget,
      }),
      gate: openGate,
      restoreGuard: openGuard,
      plans: { planOf: () => Promise.resolve(this.of.plan) },
      environmentValues: ports.environmentValues ?? noEnvironmentValues,
      callbacks: { addressOf: ({ key }) => `https://rehearsal.invalid/callbacks/${encodeURIComponent(key)}` },
      digest: ports.digest,
      ids: ports.ids,
      clock: this.watchedClock(),
      random: { next: () => 0.5 },
      scheduler: of.budget.timers(ports.scheduler),
      timings: defaultTimings,
      observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
      lease: { canSend: () => true },
    };
  }

  /** Every step reads the time, also those that wait for nothing and could not be stopped otherwise. */
  private watchedClock(): Clock {
    const { clock, of } = this;
    return {
      now: () => {
        of.budget.check();
        return clock.now();
      },
      monotonic: () => clock.monotonic(),
    };
  }

  /** A key that is made of an assumed value names no real fact: nobody can hold it. */
  private async rivalOf(intent: NewEffect): Promise<EffectRecord | undefined> {
    const { notes, recorded, ports, of } = this;
    if (isKeyAssumed(intent, notes.assumed.restsOn(intent.stepId)) || recorded.has(intent.stepId)) return undefined;
    const rival = ports.liveEffect && (await of.budget.outside(ports.liveEffect(intent)));
    if (rival?.state === 'DONE' && rival.requestHash === intent.requestHash) notes.answered(intent.stepId, 'recording');
    return rival;
  }

  private async inside(child: NewChildRun, document: FlowDocument): Promise<Rehearsal | undefined> {
    const { request, ports, of } = this;
    if (of.depth >= MAX_DEPTH) return undefined;
    const { runId: _runId, target: _target, answers: _answers, ...rest } = request;
    const called = {
      ...rest,
      reads: isAsked(request.target, child.key) ? request.reads : ('stand-in' as const),
      recorded: new Map(),
      flowId: child.flowId,
      document,
      payload: parseJson(child.payload),
      now: this.clock.now(),
    };
    const rehearsed = await rehearseAt(called, ports, { depth: of.depth + 1, budget: of.budget });
    return rehearsed.ok ? rehearsed.value : undefined;
  }

  private report(outcome: Rehearsal['outcome'], stopped: FailureRecord | null = null): Rehearsal {
    const { store, notes, children, seeds, of } = this;
    return reportOf({ document: of.part.document, outcome, stopped, store, notes, hidden: seeds.hidden, children: children.rehearsals });
  }
}
