import type { FlowDocument } from '@penstock/flow-model';
import {
  manualClock,
  ok,
  parseJson,
  stringifyJson,
  type EnvironmentId,
  type Ids,
  type Json,
  type JsonObject,
  type ManualClock,
  type OrganizationId,
  type Result,
  type RunId,
} from '@penstock/kernel';
import { compilePlan, type ConnectorLookup, type ExecutionPlan, type PlanProblem } from '../core/execution-plan';
import type { EffectRecord } from '../core/effect';
import { stepIdOf } from '../core/run-state';
import { defaultTimings } from '../core/timings';
import type { ConnectionResolver } from '../ports/action-invoker';
import { openGate, type ConnectionGate } from '../ports/connection-gate';
import { openGuard } from '../ports/restore-guard';
import type { JournalEntry, NewChildRun, NewEffect, WaitpointRecord } from '../ports/run-store';
import type { Digest, Scheduler } from '../ports/runtime-ports';
import { executeRun } from '../runtime/execute-run';
import type { ExecutionContext } from '../runtime/execution-context';
import { AssumedValues } from './assumed-values';
import { reportOf } from './rehearsal-report';
import type { AnswerSource, Assumption, RecordedAnswer, Rehearsal } from './rehearsal';
import { RehearsalStore } from './rehearsal-store';
import { RehearsalConnections, StandIns } from './stand-ins';

export interface RehearsalRequest {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly flowId: string;
  readonly document: FlowDocument;
  readonly payload: Json;
  /** Wall clock at which the rehearsal starts, milliseconds; waits move it on. */
  readonly now: number;
  readonly reads: 'stand-in' | 'live';
  /** Answers of a recorded run, by key of the step. */
  readonly recorded?: ReadonlyMap<string, RecordedAnswer>;
  /** Outputs in place of the actions’ samples, by key or id of the step; assumed like these. */
  readonly samples?: Readonly<Record<string, Json>>;
  /** Which choice to take where a person decides, by id of the step; default: the first one. */
  readonly choices?: Readonly<Record<string, string>>;
}

export interface RehearsalPorts {
  readonly connectorById: ConnectorLookup;
  readonly digest: Digest;
  readonly ids: Ids;
  readonly scheduler: Scheduler;
  /** Fingerprints of the environment's connections, and their contexts for live reads. Absent: every slot is a stand-in. */
  readonly connections?: ConnectionResolver;
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
  return rehearseAt(request, ports, 0);
}

async function rehearseAt(
  request: RehearsalRequest,
  ports: RehearsalPorts,
  depth: number,
): Promise<Result<Rehearsal, PlanProblem>> {
  const plan = compilePlan(request.document, ports.connectorById);
  if (!plan.ok) return plan;
  return ok(await new RehearsedExecution(request, ports, { plan: plan.value, depth }).drive());
}

class RehearsedExecution {
  private readonly clock: ManualClock;
  private readonly assumed: AssumedValues;
  private readonly assumptions: Assumption[] = [];
  private readonly answers = new Map<string, { readonly source: AnswerSource; readonly facts: ReadonlySet<string> }>();
  private readonly rehearsedChildren = new Map<string, Rehearsal>();
  private readonly store: RehearsalStore;
  private readonly context: ExecutionContext;

  constructor(
    private readonly request: RehearsalRequest,
    private readonly ports: RehearsalPorts,
    private readonly of: { readonly plan: ExecutionPlan; readonly depth: number },
  ) {
    const { organizationId, environmentId, flowId, payload, now: createdAt } = request;
    this.clock = manualClock(createdAt);
    this.assumed = new AssumedValues(request.document);
    const runId = ports.ids.next() as RunId;
    this.store = new RehearsalStore(
      {
        runId,
        organizationId,
        environmentId,
        flowId,
        payload: stringifyJson(payload),
        createdAt,
        now: () => this.clock.now(),
      },
      {
        rivalOf: (intent) => this.rivalOf(intent),
        canStart: (child) => this.canStart(child),
        stepEnded: (entry) => this.stepEnded(entry),
      },
    );
    this.context = this.contextOf();
  }

  async drive(): Promise<Rehearsal> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      await executeRun(this.context, this.store.claimed());
      const { disposition } = this.store;
      if (disposition.kind === 'finish') return this.report('succeeded');
      const hasMoved = (await this.finishChildren()) || this.answerWaits();
      if (hasMoved) continue;
      const waitMs = disposition.kind === 'continue' || this.isChildStuck ? null : disposition.readyInMs;
      if (waitMs === null) return this.report('needs-attention');
      this.clock.advance(Math.max(1, waitMs));
    }
    return this.report('unfinished');
  }

  private get isChildStuck(): boolean {
    return [...this.store.children.values()].some(({ status }) => status === 'needs-attention');
  }

  private contextOf(): ExecutionContext {
    const { ports, request, clock } = this;
    const assume = (assumption: Assumption) => void this.assumptions.push(assumption);
    const connections = new RehearsalConnections(ports.connections, (slot, connector, { message }) =>
      this.assumeOnce({ key: `slot ${slot ?? connector}`, code: 'SLOT_NOT_BOUND', message }),
    );
    return {
      store: this.store,
      connections,
      invoker: new StandIns({
        organizationId: request.organizationId,
        recorded: request.recorded ?? new Map(),
        samples: request.samples ?? {},
        reads: request.reads,
        gate: ports.gate ?? openGate,
        connections,
        assume,
        answered: (key, source, facts) => void this.answers.set(key, { source, facts }),
      }),
      gate: openGate,
      restoreGuard: openGuard,
      plans: { planOf: () => Promise.resolve(this.of.plan) },
      callbacks: { addressOf: ({ key }) => `https://rehearsal.invalid/callbacks/${encodeURIComponent(key)}` },
      digest: ports.digest,
      ids: ports.ids,
      clock,
      random: { next: () => 0.5 },
      scheduler: ports.scheduler,
      timings: defaultTimings,
      observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
      lease: { canSend: () => true },
    };
  }

  private assumeOnce(assumption: Assumption): void {
    if (!this.assumptions.some(({ key, code }) => key === assumption.key && code === assumption.code))
      this.assumptions.push(assumption);
  }

  private stepEnded({ stepId: key, port, output }: JournalEntry): void {
    if (port === null) return;
    const answer = this.answers.get(key);
    if (answer && (answer.source === 'sample' || answer.source === 'assumption') && output !== null)
      this.assumed.standIn(key, answer.facts);
    else if (!answer) this.assumed.computed(key);
  }

  /** A key that is made of an assumed value names no real fact: nobody can hold it. */
  private async rivalOf(intent: NewEffect): Promise<EffectRecord | undefined> {
    const request = parseJson(intent.request);
    const isAssumedKey = this.assumed
      .restsOn(intent.stepId)
      .some(({ field }) => field !== null && appearsIn(intent.businessKey, valueAt(request, field)));
    if (isAssumedKey || this.request.recorded?.has(intent.stepId)) return undefined;
    const rival = await this.ports.liveEffect?.(intent);
    if (rival?.state === 'DONE' && rival.requestHash === intent.requestHash)
      this.answers.set(intent.stepId, { source: 'recording', facts: new Set() });
    return rival;
  }

  private async canStart({ flowId, key }: NewChildRun): Promise<boolean> {
    if (this.request.recorded?.has(key) || !this.ports.liveFlow) return true;
    return (await this.ports.liveFlow(flowId)) !== undefined;
  }

  /** @returns whether a sub-flow has come to its end. */
  private async finishChildren(): Promise<boolean> {
    const children = this.store.newChildren.splice(0);
    let hasMoved = false;
    for (const child of children) if (await this.finishChild(child)) hasMoved = true;
    return hasMoved;
  }

  private async finishChild(child: NewChildRun): Promise<boolean> {
    const { key, runId } = child;
    const recorded = this.request.recorded?.get(key);
    if (recorded?.kind === 'output') {
      this.answers.set(key, { source: 'recording', facts: new Set() });
      return this.endChild(child, recorded.output);
    }
    const document = this.of.depth < MAX_DEPTH ? await this.ports.liveFlow?.(child.flowId) : undefined;
    const rehearsed =
      document &&
      (await rehearseAt(
        {
          ...this.request,
          recorded: new Map(),
          flowId: child.flowId,
          document,
          payload: parseJson(child.payload),
          now: this.clock.now(),
        },
        this.ports,
        this.of.depth + 1,
      ));
    if (!rehearsed?.ok) {
      this.answers.set(key, { source: 'assumption', facts: new Set() });
      this.assumptions.push({
        key,
        code: 'SUB_FLOW_ASSUMED',
        message: 'The flow that is called was not rehearsed; it is taken to succeed without an answer.',
      });
      return this.endChild(child, null);
    }
    this.rehearsedChildren.set(key, rehearsed.value);
    if (rehearsed.value.outcome !== 'succeeded') {
      this.store.children.set(key, { key, runId, status: 'needs-attention', result: null });
      return false;
    }
    if (rehearsed.value.assumptions.length > 0) this.answers.set(key, { source: 'assumption', facts: new Set() });
    const { response } = rehearsed.value;
    return this.endChild(child, response === undefined ? undefined : ((response as JsonObject)['body'] ?? null));
  }

  private endChild({ key, runId }: NewChildRun, body: Json | undefined): true {
    this.store.children.set(key, {
      key,
      runId,
      status: 'succeeded',
      result: body === undefined ? null : stringifyJson({ body }),
    });
    return true;
  }

  /** @returns whether an open wait was ended. Timers run out by themselves: the clock jumps. */
  private answerWaits(): boolean {
    const open = this.store.openWaits();
    for (const waitpoint of open) this.answerWait(waitpoint);
    const isTimed = open.some(({ kind }) => kind === 'timer');
    if (isTimed && open.every(({ kind }) => kind === 'timer'))
      this.jumpTo(Math.min(...open.map(({ expiresAt }) => expiresAt ?? 0)));
    return open.length > 0;
  }

  private jumpTo(time: number): void {
    this.clock.advance(Math.max(1, time - this.clock.now()));
  }

  private answerWait({ key, kind, expiresAt }: WaitpointRecord): void {
    const recorded = this.request.recorded?.get(key);
    const given = recorded?.kind === 'output' ? recorded.output : undefined;
    if (kind === 'timer') {
      const until = new Date(expiresAt ?? 0).toISOString();
      this.answers.set(key, { source: 'computed', facts: new Set() });
      return this.assumeOnce({
        key,
        code: 'WAIT_SKIPPED',
        message: `Waiting until ${until} was skipped; everything after it is taken at that time.`,
      });
    }
    this.answers.set(key, { source: given === undefined ? 'assumption' : 'recording', facts: new Set() });
    if (kind === 'callback') {
      if (given === undefined)
        this.assumptions.push({
          key,
          code: 'CALLBACK_ASSUMED',
          message: 'Nobody called back; an empty answer stands in.',
        });
      return this.store.answer(key, { result: stringifyJson(given ?? {}), actor: 'rehearsal' });
    }
    this.decide(key, given);
  }

  private decide(key: string, given: Json | undefined): void {
    const step = this.request.document.steps[stepIdOf(key)];
    const choices = step?.kind === 'wait' && step.wait.kind === 'decision' ? step.wait.choices : [];
    const recordedChoice = (given as { readonly choice?: string } | undefined)?.choice;
    const wanted = this.request.choices?.[stepIdOf(key)] ?? recordedChoice;
    const chosen = choices.find(({ id }) => id === wanted) ?? choices[0];
    const choice = chosen?.id ?? 'timeout';
    if (choice !== recordedChoice)
      this.assumptions.push({
        key,
        code: 'DECISION_CHOSEN',
        message: `Nobody was asked; “${chosen?.label ?? choice}” is taken as the decision.`,
      });
    this.store.answer(key, { result: stringifyJson({ choice }), actor: 'rehearsal' });
  }

  private report(outcome: Rehearsal['outcome']): Rehearsal {
    const { store, assumed, assumptions, answers, rehearsedChildren } = this;
    return reportOf({
      document: this.request.document,
      outcome,
      store,
      assumed,
      assumptions,
      children: rehearsedChildren,
      sourceOf: (key) => answers.get(key)?.source,
    });
  }
}

function valueAt(request: Json, field: string): Json | undefined {
  return field
    .split('.')
    .reduce<Json | undefined>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined),
      request,
    );
}

const appearsIn = (businessKey: string, value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  typeof value !== 'object' &&
  String(value) !== '' &&
  businessKey.includes(String(value));
