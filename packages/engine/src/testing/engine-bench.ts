import type { FlowDocument, FlowStep, Port } from '@penstock/flow-model';
import {
  invariant,
  manualClock,
  seededRandom,
  sequentialIds,
  type ConnectionId,
  type EnvironmentId,
  type EventId,
  type FlowVersionId,
  type IntakeSourceId,
  type OrganizationId,
  type RunId,
} from '@penstock/kernel';
import type { MappingRule } from '@penstock/mapping';
import type { EffectBounds } from '../core/effect-bounds';
import { compilePlan, type ExecutionPlan } from '../core/execution-plan';
import { defaultTimings } from '../core/timings';
import { directInvoker } from '../ports/action-invoker';
import { openGate, type ConnectionGate } from '../ports/connection-gate';

import type { EnvironmentValues } from '../ports/environment-values';
import { openGuard, type RestoreGuard } from '../ports/restore-guard';
import type { RunStore } from '../ports/run-store';
import { executeRun } from '../runtime/execute-run';
import type { WorkerContext } from '../runtime/execution-context';
import { LedgerRemote, ledgerConnector } from './ledger-remote';
import { MemoryDatabase } from './memory-database';
import { MemoryRunStore } from './memory-run-store';

/** A whole engine in memory with a clock that only moves when told: deterministic, without a single wait. */
export class EngineBench {
  /** Of the connection; none by default. */
  bounds: EffectBounds | undefined;
  readonly clock = manualClock(1_700_000_000_000);
  readonly ids = sequentialIds();
  readonly remote = new LedgerRemote();
  readonly database = new MemoryDatabase(this.clock, this.ids);
  readonly random = seededRandom(1);
  /** The connection that the slot is bound to; each leads to a remote of its own, which is `remote` for all of them. */
  bound = 'connection' as ConnectionId;
  /** Where a connection leads, once that was changed. */
  readonly fingerprints = new Map<ConnectionId, string>();
  canSend = true;
  restoreGuard: RestoreGuard = openGuard;
  gate: ConnectionGate = openGate;
  store: MemoryRunStore = this.openStore();
  private readonly flows = new Map<string, FlowDocument>();
  /** What the flow reads of its environment; a test sets it. */
  environmentValues: EnvironmentValues = { variables: {}, tables: {} };
  private readonly timers: (() => void)[] = [];
  private readonly sourceId = this.ids.next() as IntakeSourceId;
  private readonly organizationId = this.ids.next() as OrganizationId;
  private readonly environmentId = this.ids.next() as EnvironmentId;

  constructor(flow: FlowDocument) {
    this.flows.set('version', flow);
    this.database.subscriptions.push({ intakeSourceId: this.sourceId, flowId: 'flow', flowVersionId: 'version' as FlowVersionId });
  }

  /** Another flow that is live beside the one under test; it listens to nothing. */
  deploy(flowId: string, flow: FlowDocument): void {
    this.flows.set(flowId, flow);
    this.database.subscriptions.push({ intakeSourceId: this.ids.next() as IntakeSourceId, flowId, flowVersionId: flowId as FlowVersionId });
  }

  /** Lets every timer of the steps under way run out, once they have started. */
  async passTimers(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    for (const timer of this.timers.splice(0)) timer();
  }

  openStore(): MemoryRunStore {
    return new MemoryRunStore(this.database, this.ids.next(), defaultTimings);
  }

  /** The worker dies and another one takes over after lease and grace. */
  async restartWorker(): Promise<void> {
    this.clock.advance(defaultTimings.workerLeaseMs + defaultTimings.takeoverGraceMs + 1);
    this.store = this.openStore();
    await this.store.releaseDead();
  }

  async receive(payload: object, dedupeKey: string = this.ids.next()): Promise<RunId | undefined> {
    const accepted = await this.store.accept({
      id: this.ids.next() as EventId,
      organizationId: this.organizationId,
      environmentId: this.environmentId,
      intakeSourceId: this.sourceId,
      path: 'orders',
      channel: '',
      dedupeKey,
      payload: JSON.stringify(payload),
      labels: '{}',
      claim: false,
    });
    return accepted.runs[0]?.runId;
  }

  /** Claims what is due and executes it; `store` may be wrapped to fail at chosen points. */
  async work(store: RunStore = this.store): Promise<number> {
    const runs = await store.claim({ limit: 100 });
    for (const run of runs) await executeRun(this.context(store), run);
    return runs.length;
  }

  /** Works through all waits, letting the clock jump to the next one, until nothing is due any more. */
  async workUntilQuiet(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      if ((await this.work()) > 0) continue;
      const waits = [...this.database.runs.values()].map(({ queue }) => queue?.readyAt ?? Infinity).filter(Number.isFinite);
      if (waits.length === 0) return;
      this.clock.advance(Math.max(1, Math.min(...waits) - this.clock.now()));
    }
    invariant(false, 'the engine comes to rest within 200 rounds');
  }

  run(runId: RunId | undefined) {
    const run = runId && this.database.runs.get(runId);
    invariant(run, 'the run exists');
    return run;
  }

  context(store: RunStore): WorkerContext {
    const planOf = (flowVersionId: string): ExecutionPlan => {
      const plan = compilePlan(this.flows.get(flowVersionId) as FlowDocument, () => ledgerConnector(this.remote));
      invariant(plan.ok, 'the test flow compiles');
      return plan.value;
    };
    return {
      store,
      connections: {
        resolve: async ({ connectionId = this.bound }) => ({
          connectionId,
          fingerprint: `ledger:${this.fingerprints.get(connectionId) ?? connectionId}`,
          ...(this.bounds && { bounds: this.bounds }),
          context: { http: { send: () => Promise.reject(new TypeError('no HTTP here')) }, settings: {}, clock: this.clock },
        }),
      },
      invoker: directInvoker,
      gate: this.gate,
      restoreGuard: this.restoreGuard,
      callbacks: { addressOf: ({ runId, key }) => `https://penstock.test/callbacks/${runId}/${key}` },
      scheduler: {
        after: (_delayMs, action) => {
          this.timers.push(action);
          return () => undefined;
        },
      },
      plans: { planOf: async (flowVersionId) => planOf(flowVersionId) },
      environmentValues: { of: async () => this.environmentValues },
      digest: { sha256: (text) => text },
      ids: this.ids,
      clock: this.clock,
      random: this.random,
      timings: defaultTimings,
      observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
      lease: { canSend: () => this.canSend },
    };
  }
}

/** Steps in a row from the trigger on. */
export function aFlow(...steps: FlowStep[]): FlowDocument {
  const ids = ['trigger', ...steps.map(({ id }) => id)];
  return {
    schemaVersion: 1,
    name: 'Test flow',
    trigger: { name: 'Order', connector: 'webhook', trigger: 'signed-webhook', version: 1, settings: {}, position: { x: 0, y: 0 } },
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: steps.map((step, index) => ({ id: `e${index}`, from: ids[index] ?? 'trigger', port: 'default' as const, to: step.id })),
  };
}

type Line = readonly [from: string, to: string, port?: Port];

/** Steps joined by lines; without a port by `default`. */
export function flowOf(steps: readonly FlowStep[], lines: readonly Line[], settings?: FlowDocument['settings']): FlowDocument {
  const edges = lines.map(([from, to, port = 'default'], index) => ({ id: `e${index}`, from, port, to }));
  return { ...aFlow(), steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges, ...(settings && { settings }) };
}

export const place = { disabled: false, position: { x: 0, y: 0 } };

/** `keyPath` names the business fact; actions with the same key are the same fact. */
export function anAction(action: 'book' | 'mail' | 'notify' | 'read' | 'unbook', id: string = action, { keyPath = 'trigger.id', parent }: { readonly keyPath?: string; readonly parent?: string } = {}): FlowStep {
  const input = { v: 1 as const, rules: [copy('key', keyPath), copy('amount', 'trigger.amount')], tables: {} };
  return { kind: 'action', id, name: id, connector: 'ledger', action, version: 1, slot: 'ledger', input, ...place, ...(parent !== undefined && { parent }) };
}

export const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: target, target, from: { path }, onError: 'fail', origin: 'user' });
