import {
  answerWaitpoint,
  cancelRun,
  claimRuns,
  countClaim,
  countStuckRuns,
  expireWaitpoint,
  listOwnedRuns,
  loadChildren,
  loadEffects,
  loadJournal,
  loadWaitpoints,
  nudgeRuns,
  readWaitpointState,
  registerWorker,
  releaseDeadWorkers,
  releaseForgottenRuns,
  releaseOwnRuns,
  releaseRun,
  renewLease,
  rerunRun,
  retryRun,
  settleEffect,
  shelveEvent,
  sweepLanes,
} from '@penstock/database';
import { givenUpFailures, saidBy } from '@penstock/engine';
import type {
  AcceptedEvent,
  ClaimedRun,
  ClaimRequest,
  CommitResult,
  EffectSettlement,
  EngineTimings,
  NewEvent,
  OperationResult,
  PersonsWord,
  ProgressCommit,
  RerunRequest,
  RerunResult,
  RunOfOrganization,
  RunStore,
  ShelvedEvent,
  WaitpointAnswer,
} from '@penstock/engine';
import type { EnvironmentId, EventId, FlowVersionId, Ids, OrganizationId, RunId } from '@penstock/kernel';
import type { Pool } from 'pg';
import { GroupCommitter, type CommitterOptions } from './group-committer';
import { intakeBounds } from './intake-bounds';
import { childFromRow, effectFromRow, journalFromRow, waitpointFromRow, type ChildRow, type EffectRow, type JournalRow, type WaitpointRow } from './rows';
import { writeEvents, type EventItem } from './write-events';
import { writeProgress, type WrittenProgress } from './write-progress';

/**
 * The run store on Postgres, on its own pool (a report must not take an engine connection). Every method is one
 * statement of `database/hot`; intake and progress of concurrent callers are gathered into batches.
 */
export interface PostgresRunStoreOptions {
  readonly pool: Pool;
  /** This worker incarnation; never used again after a restart. */
  readonly workerId: string;
  readonly host: string;
  readonly timings: EngineTimings;
  readonly ids: Ids;
  readonly committer: Omit<CommitterOptions, 'sizeOf'>;
  /** A commit made another run ready: the next of a lane, or one that waited for a sub-flow. Who executes runs may look. */
  readonly onFreed?: () => void;
}

interface ClaimRow {
  readonly run_id: string;
  readonly epoch: number;
  readonly claims: number;
  readonly cancel: boolean;
  readonly organization_id: string;
  readonly environment_id: string;
  readonly flow_id: string;
  readonly flow_version_id: string;
  readonly event_id: string;
  readonly payload: string;
  readonly held: readonly string[];
  readonly created_at: string;
  readonly deadline_from: string;
  readonly now: string;
}

export class PostgresRunStore implements RunStore {
  private readonly events: GroupCommitter<EventItem, AcceptedEvent>;
  private readonly progress: GroupCommitter<ProgressCommit, WrittenProgress>;

  constructor(private readonly options: PostgresRunStoreOptions) {
    const { pool, workerId, committer } = options;
    this.events = new GroupCommitter((items) => writeEvents(pool, workerId, items), { bounds: intakeBounds, sizeOf: sizeOfEvent, ...committer });
    // Bounded by the runs in flight: what a remote side has answered must be written down, however long it takes.
    this.progress = new GroupCommitter((items) => writeProgress(pool, workerId, items), committer);
  }

  /** Announces this incarnation; must come before the first claim. */
  async register(): Promise<void> {
    const { pool, workerId, host, timings } = this.options;
    await pool.query({ ...registerWorker, values: [workerId, host, timings.workerLeaseMs] });
  }

  accept(event: NewEvent): Promise<AcceptedEvent> {
    return this.events.submit({ event, runId: this.options.ids.next() as RunId });
  }

  /** Whether `accept` would refuse now. */
  get isIntakeBusy(): boolean {
    return this.events.isBusy;
  }

  async shelve(event: ShelvedEvent): Promise<AcceptedEvent> {
    await this.options.pool.query({
      ...shelveEvent,
      values: [
        event.id, event.organizationId, event.environmentId, event.intakeSourceId, event.path, event.channel,
        event.dedupeKey, event.state, event.reason, event.headers, event.payload,
      ],
    });
    return { status: 'unrouted', eventId: event.id, runs: [], claimed: [] };
  }

  async claim({ limit, passOver = [], suspects = limit }: ClaimRequest): Promise<readonly ClaimedRun[]> {
    const { pool, workerId } = this.options;
    const { rows } = await pool.query<ClaimRow>({ ...claimRuns, values: [workerId, limit, passOver, suspects] });
    const history = await this.history(rows.filter((row) => row.epoch > 1).map((row) => row.run_id));
    return rows.map((row) => ({
      runId: row.run_id as RunId,
      organizationId: row.organization_id as OrganizationId,
      environmentId: row.environment_id as EnvironmentId,
      flowId: row.flow_id,
      flowVersionId: row.flow_version_id as FlowVersionId,
      eventId: row.event_id as EventId,
      epoch: row.epoch,
      claims: row.claims,
      cancelRequested: row.cancel,
      payload: row.payload,
      held: row.held,
      ...history(row.run_id),
      createdAt: Number(row.created_at),
      deadlineFrom: Number(row.deadline_from),
      now: Number(row.now),
    }));
  }

  async countClaim({ runId, epoch, claims }: Pick<ClaimedRun, 'runId' | 'epoch' | 'claims'>): Promise<boolean> {
    const { pool, workerId } = this.options;
    const { rowCount } = await pool.query({ ...countClaim, values: [runId, workerId, epoch, claims] });
    return rowCount === 1;
  }

  /** What earlier executions left, by run; a rerun brings a journal into its first one. */
  private async history(runIds: readonly string[]) {
    if (runIds.length === 0) return () => ({ journal: [], effects: [], waitpoints: [], children: [] });
    const { pool } = this.options;
    const [journal, effects, waitpoints, children] = await Promise.all([
      pool.query<JournalRow>({ ...loadJournal, values: [runIds] }),
      pool.query<EffectRow>({ ...loadEffects, values: [runIds] }),
      pool.query<WaitpointRow>({ ...loadWaitpoints, values: [runIds] }),
      pool.query<ChildRow>({ ...loadChildren, values: [runIds] }),
    ]);
    const journals = byRun(journal.rows, ({ run_id: runId }) => runId);
    const ledgers = byRun(effects.rows, ({ run_id: runId }) => runId);
    const waits = byRun(waitpoints.rows, ({ run_id: runId }) => runId);
    const families = byRun(children.rows, ({ parent_run_id: runId }) => runId);
    return (runId: string) => ({
      journal: journals(runId).map(journalFromRow),
      effects: ledgers(runId).map(effectFromRow),
      waitpoints: waits(runId).map(waitpointFromRow),
      children: families(runId).map(childFromRow),
    });
  }

  async commit(progress: ProgressCommit): Promise<CommitResult> {
    const { result, unsettled, parent, freesNext } = await this.progress.submit(progress);
    // A lost wake-up is repaired by the parent's own timer.
    if (parent) await this.nudge({ runIds: [parent] });
    if (parent || freesNext) this.options.onFreed?.();
    if (unsettled.length === 0 || result.kind === 'lost') return result;
    // The rest is stored; only these intents are tried again.
    const again = await this.commit({
      ...progress,
      journal: [],
      outcomes: [],
      waitpoints: [],
      children: [],
      response: null,
      intents: progress.intents.filter(({ id }) => unsettled.includes(id)),
    });
    return again.kind === 'lost' ? again : { ...result, conflicts: new Map([...result.conflicts, ...again.conflicts]) };
  }

  async heartbeat(): Promise<boolean> {
    const { pool, workerId, timings } = this.options;
    const { rowCount } = await pool.query({ ...renewLease, values: [workerId, timings.workerLeaseMs] });
    return rowCount === 1;
  }

  async releaseDead(): Promise<number> {
    const { rowCount } = await this.options.pool.query({
      ...releaseDeadWorkers,
      values: [this.options.timings.takeoverGraceMs, this.options.workerId],
    });
    return rowCount ?? 0;
  }

  async release(params: { readonly runId: RunId; readonly epoch: number; readonly readyInMs: number }): Promise<void> {
    const { pool, workerId } = this.options;
    await pool.query({ ...releaseRun, values: [params.runId, workerId, params.epoch, params.readyInMs] });
  }

  async ownedRuns(): Promise<readonly RunId[]> {
    const { rows } = await this.options.pool.query<{ run_id: string }>({ ...listOwnedRuns, values: [this.options.workerId] });
    return rows.map(({ run_id: runId }) => runId as RunId);
  }

  async releaseForgotten({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    await this.options.pool.query({ ...releaseForgottenRuns, values: [this.options.workerId, runIds] });
  }

  async releaseOwn(): Promise<void> {
    await this.options.pool.query({ ...releaseOwnRuns, values: [this.options.workerId] });
  }

  async nudge({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    await this.options.pool.query({ ...nudgeRuns, values: [runIds] });
  }

  async answerWaitpoint({ organizationId, runId, key, kind, result, actor, reason }: WaitpointAnswer): Promise<OperationResult> {
    const values = [organizationId, runId, key, kind, result, actor, reason];
    const { rows } = await this.options.pool.query<{ found: number; known: number; changed: number }>({ ...answerWaitpoint, values });
    const [answer] = rows;
    if (answer && answer.changed > 0) return 'done';
    return answer && answer.known > 0 ? 'not-possible' : 'not-found';
  }

  async expireWaitpoint({ runId, key }: { readonly runId: RunId; readonly key: string }): Promise<'expired' | 'answered'> {
    const { pool } = this.options;
    const { rowCount } = await pool.query({ ...expireWaitpoint, values: [runId, key] });
    if (rowCount === 1) return 'expired';
    const { rows } = await pool.query<{ state: string }>({ ...readWaitpointState, values: [runId, key] });
    return rows[0]?.state === 'answered' ? 'answered' : 'expired';
  }

  settleEffect({ organizationId, effectId, state, isChecked, remoteId, response, actor, reason }: EffectSettlement): Promise<OperationResult> {
    const word: PersonsWord = { says: saidBy[state], by: actor, remoteId };
    const givenUp = JSON.stringify(givenUpFailures[state]?.(actor) ?? null);
    return this.operateWith(settleEffect, [organizationId, effectId, state, remoteId, response, actor, reason, givenUp, JSON.stringify(word), isChecked]);
  }

  async rerun(request: RerunRequest): Promise<RerunResult> {
    const { organizationId, runId, newRunId, newEventId, keepKeys, version, payload, actor } = request;
    const outcome = await this.operateWith(rerunRun, [organizationId, runId, newRunId, newEventId, keepKeys, version, payload, `Run again by ${actor}.`]);
    return outcome === 'done' ? { kind: 'started', runId: newRunId } : { kind: outcome };
  }

  async sweepLanes(): Promise<number> {
    const { rowCount } = await this.options.pool.query(sweepLanes);
    return rowCount ?? 0;
  }

  retryRun(run: RunOfOrganization): Promise<OperationResult> {
    return this.operate(retryRun, run);
  }

  cancelRun(run: RunOfOrganization): Promise<OperationResult> {
    return this.operate(cancelRun, run);
  }

  async countStuck({ overdueMs }: { readonly overdueMs: number }): Promise<number> {
    const { rows } = await this.options.pool.query<{ stuck: number }>({ ...countStuckRuns, values: [overdueMs] });
    return rows[0]?.stuck ?? 0;
  }

  private operate(statement: { name: string; text: string }, run: RunOfOrganization): Promise<OperationResult> {
    return this.operateWith(statement, [run.organizationId, run.runId]);
  }

  private async operateWith(statement: { name: string; text: string }, values: readonly unknown[]): Promise<OperationResult> {
    const { rows } = await this.options.pool.query<{ found: number; changed: number }>({ ...statement, values: [...values] });
    const [answer] = rows;
    if (!answer || answer.found === 0) return 'not-found';
    return answer.changed > 0 ? 'done' : 'not-possible';
  }
}

const sizeOfEvent = ({ event }: EventItem): number => Buffer.byteLength(event.payload) + event.labels.length;

function byRun<Row>(rows: readonly Row[], runOf: (row: Row) => string): (runId: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(runOf(row));
    if (group) group.push(row);
    else groups.set(runOf(row), [row]);
  }
  return (runId) => groups.get(runId) ?? [];
}
