import {
  cancelRun,
  claimRuns,
  countStuckRuns,
  loadEffects,
  listOwnedRuns,
  loadJournal,
  registerWorker,
  releaseDeadWorkers,
  releaseForgottenRuns,
  releaseOwnRuns,
  releaseRun,
  renewLease,
  retryRun,
  shelveEvent,
} from '@penstock/database';
import type {
  AcceptedEvent,
  ClaimedRun,
  CommitResult,
  EngineTimings,
  NewEvent,
  OperationResult,
  ProgressCommit,
  RunOfOrganization,
  RunStore,
  ShelvedEvent,
} from '@penstock/engine';
import type { EnvironmentId, EventId, FlowVersionId, Ids, OrganizationId, RunId } from '@penstock/kernel';
import type { Pool } from 'pg';
import { GroupCommitter, type CommitterOptions } from './group-committer';
import { effectFromRow, journalFromRow, type EffectRow, type JournalRow } from './rows';
import { writeEvents, type EventItem } from './write-events';
import { writeProgress, type RivalGone } from './write-progress';

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
  readonly committer: CommitterOptions;
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
  readonly now: string;
}

export class PostgresRunStore implements RunStore {
  private readonly events: GroupCommitter<EventItem, AcceptedEvent>;
  private readonly progress: GroupCommitter<ProgressCommit, CommitResult | RivalGone>;

  constructor(private readonly options: PostgresRunStoreOptions) {
    const { pool, workerId, committer } = options;
    this.events = new GroupCommitter((items) => writeEvents(pool, workerId, items), committer);
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

  async claim({ limit }: { readonly limit: number }): Promise<readonly ClaimedRun[]> {
    const { pool, workerId } = this.options;
    const { rows } = await pool.query<ClaimRow>({ ...claimRuns, values: [workerId, limit] });
    const seen = rows.filter((row) => row.epoch > 1).map((row) => row.run_id);
    const [journal, effects] = seen.length > 0 ? await this.history(seen) : [[], []];
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
      journal: journal.filter((entry) => entry.run_id === row.run_id).map(journalFromRow),
      effects: effects.filter((effect) => effect.run_id === row.run_id).map(effectFromRow),
      now: Number(row.now),
    }));
  }

  private async history(runIds: readonly string[]): Promise<[JournalRow[], EffectRow[]]> {
    const { pool } = this.options;
    const [journal, effects] = await Promise.all([
      pool.query<JournalRow>({ ...loadJournal, values: [runIds] }),
      pool.query<EffectRow>({ ...loadEffects, values: [runIds] }),
    ]);
    return [journal.rows, effects.rows];
  }

  async commit(progress: ProgressCommit): Promise<CommitResult> {
    const result = await this.progress.submit(progress);
    if (result.kind !== 'rival-gone') return result;
    // Journal and moves are stored; only the intent is tried again.
    return this.commit({ ...progress, journal: [], outcomes: [] });
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

  private async operate(statement: { name: string; text: string }, run: RunOfOrganization): Promise<OperationResult> {
    const { rows } = await this.options.pool.query<{ found: number; changed: number }>({
      ...statement,
      values: [run.organizationId, run.runId],
    });
    const [answer] = rows;
    if (!answer || answer.found === 0) return 'not-found';
    return answer.changed > 0 ? 'done' : 'not-possible';
  }
}
