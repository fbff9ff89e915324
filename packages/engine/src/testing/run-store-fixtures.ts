import type { ConnectionId, EffectId, EnvironmentId, EventId, IntakeSourceId, OrganizationId } from '@penstock/kernel';
import type { EffectRecord } from '../core/effect';
import type { FailureRecord } from '../core/failure';
import type { ClaimedRun, CommitResult, EffectOutcome, JournalEntry, NewEffect, NewEvent, ProgressCommit, RunStore } from '../ports/run-store';

/** What the suites of run stores are made of: only what a test is about has to be said. */
export interface SourceOfTest {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly intakeSourceId: IntakeSourceId;
}

export interface LaneOfTest {
  readonly name: string;
  readonly path: string;
  readonly skips: boolean;
}

export interface RunStoreHarness {
  /** A store of a new worker incarnation on the same database. */
  openStore(): Promise<RunStore>;
  /** An intake source with this many active deployments. */
  createSource(deployments: number, lane?: LaneOfTest): Promise<SourceOfTest>;
  /** One more active deployment of a source. */
  subscribe(source: SourceOfTest): Promise<void>;
  /** Ends every worker's lease as if it had stood still for longer than the grace period. */
  expireLeases(): Promise<void>;
  newId(): string;
}

export const aNewEvent = (harness: RunStoreHarness, source: SourceOfTest, overrides: Partial<NewEvent> = {}): NewEvent => ({
  id: harness.newId() as EventId,
  ...source,
  path: 'orders',
  channel: '',
  dedupeKey: harness.newId(),
  payload: '{"order":{"id":"A-1"}}',
  labels: '{}',
  claim: false,
  ...overrides,
});

export const aNewEffect = (harness: RunStoreHarness, overrides: Partial<NewEffect> = {}): NewEffect => ({
  id: harness.newId() as EffectId,
  stepId: 'charge',
  attempt: 1,
  connectionId: harness.newId() as ConnectionId,
  scope: 'org:merchant',
  connector: 'paytrace',
  action: 'sale',
  actionVersion: 1,
  class: 'L',
  kind: 'money',
  businessKey: harness.newId(),
  amount: '19.99',
  currency: 'USD',
  request: '{"amount":"19.99"}',
  requestHash: 'aa'.repeat(32),
  ...overrides,
});

export async function claimOneFrom(store: RunStore): Promise<ClaimedRun> {
  const [run] = await store.claim({ limit: 1 });
  if (!run) throw new SuiteFailure('a run is ready');
  return run;
}

export const progress = (run: ClaimedRun, overrides: Partial<ProgressCommit> = {}): ProgressCommit => ({
  runId: run.runId,
  epoch: run.epoch,
  journal: [],
  outcomes: [],
  intents: [],
  waitpoints: [],
  children: [],
  response: null,
  disposition: { kind: 'continue' },
  ...overrides,
});

export const withIntent = (run: ClaimedRun, ...intents: NewEffect[]): ProgressCommit =>
  progress(run, { intents: intents.map((intent) => ({ ...intent, organizationId: run.organizationId, environmentId: run.environmentId })) });

export const parked = (run: ClaimedRun, readyInMs = 0): ProgressCommit => progress(run, { disposition: { kind: 'park', readyInMs, failure: null } });

export const conflictsOf = (result: CommitResult): [string, EffectRecord][] => (result.kind === 'committed' ? [...result.conflicts] : []);

class SuiteFailure extends Error {}

export const aFailure: FailureRecord = { class: 'business', code: 'DECLINED', message: 'The card was declined.', stepId: 'charge' };

export function aJournalEntry(overrides: Partial<JournalEntry> = {}): JournalEntry {
  const base = { stepId: 'map', attempt: 1, status: 'succeeded', port: 'default', input: null, output: null } as const;
  return { ...base, failure: null, startedAt: 1_700_000_000_000, finishedAt: 1_700_000_000_005, ...overrides };
}

export function aMove(effectId: EffectId, state: EffectOutcome['state']): EffectOutcome {
  const settled = { resolveInMs: null, probes: 0, absentProbes: 0, remoteId: null, response: null, failure: null, resolvedBy: null };
  return { effectId, state, ...settled };
}
