import type { FlowDocument, FlowStep } from '@penstock/flow-model';
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
import { compilePlan } from '../core/execution-plan';
import { defaultTimings } from '../core/timings';
import type { RunStore } from '../ports/run-store';
import { executeRun } from '../runtime/execute-run';
import type { ExecutionContext } from '../runtime/execution-context';
import { LedgerRemote, ledgerConnector } from './ledger-remote';
import { MemoryDatabase, MemoryRunStore } from './memory-run-store';

/** A whole engine in memory with a clock that only moves when told: deterministic, without a single wait. */
export class EngineBench {
  readonly clock = manualClock(1_700_000_000_000);
  readonly ids = sequentialIds();
  readonly remote = new LedgerRemote();
  readonly database = new MemoryDatabase(this.clock, this.ids);
  readonly random = seededRandom(1);
  canSend = true;
  store: MemoryRunStore = this.openStore();
  private readonly sourceId = this.ids.next() as IntakeSourceId;
  private readonly organizationId = this.ids.next() as OrganizationId;
  private readonly environmentId = this.ids.next() as EnvironmentId;

  constructor(private readonly flow: FlowDocument) {
    this.database.subscriptions.push({ intakeSourceId: this.sourceId, flowId: 'flow', flowVersionId: 'version' as FlowVersionId });
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

  context(store: RunStore): ExecutionContext {
    const plan = compilePlan(this.flow, () => ledgerConnector(this.remote));
    invariant(plan.ok, 'the test flow compiles');
    return {
      store,
      connections: {
        resolve: async () => ({
          connectionId: 'connection' as ConnectionId,
          fingerprint: 'ledger:test',
          context: { http: { send: () => Promise.reject(new TypeError('no HTTP here')) }, settings: {}, clock: this.clock },
        }),
      },
      plans: { planOf: async () => plan.value },
      digest: { sha256: (text) => text },
      ids: this.ids,
      clock: this.clock,
      random: this.random,
      timings: defaultTimings,
      observer: { runChanged: () => undefined, trouble: () => undefined },
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

export function anAction(action: 'book' | 'mail' | 'read', id: string = action): FlowStep {
  const input = { v: 1 as const, rules: [copy('key', 'trigger.id'), copy('amount', 'trigger.amount')], tables: {} };
  const place = { disabled: false, position: { x: 0, y: 0 } };
  return { kind: 'action', id, name: id, connector: 'ledger', action, version: 1, slot: 'ledger', input, ...place };
}

const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: target, target, from: { path }, onError: 'fail', origin: 'user' });
