/**
 * Keeps the past in bounds: makes the partitions of the days to come, clears payloads whose time is over, and moves
 * whole spans into the archive. Every worker process has one; an advisory lock lets one of them work at a time.
 *
 * RJ1 Nothing here is urgent: whatever fails is told, and the next round goes on where this one was.
 * RJ2 Without a folder for the archive nothing is dropped.
 */
import { join } from 'node:path';
import type { Cancel, Scheduler } from '@penstock/engine';
import {
  advanceSpan,
  clearPayloads,
  countStrays,
  DAY_MS,
  deleteExpiredFiles,
  ensurePartitions,
  expiredDays,
  expiredPartitions,
  isSettled,
  longestDays,
  partitionedTables,
  pendingSpans,
  readRetention,
  type RetentionSetting,
  type Span,
} from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { Client } from 'pg';

export interface RetentionParts {
  readonly databaseUrl: string;
  /** PENSTOCK_HOME; undefined: RJ2. */
  readonly home: string | undefined;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  readonly trouble: (what: string, error: unknown) => void;
}

/** Any fixed number; the same in every process. */
const RETENTION_LOCK = 7_283_510_003;
/** Days of a table per round: a first round after years must not hold the lock for hours. */
const DAYS_PER_ROUND = 30;
/** A file that does not agree is written again; one that never agrees is a disk to look at. */
const TRIES_PER_SPAN = 2;

export class RetentionJob {
  private next: Cancel = () => undefined;
  private isStopped = false;
  private current: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RetentionParts) {}

  start(): void {
    this.current = this.round()
      .catch((error: unknown) => this.parts.trouble('tidying up the past', error))
      .then(() => this.schedule());
  }

  /** Resolves when the span in hand has reached its next safe point. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.next();
    await this.current;
  }

  /** @returns false when another process is at it. */
  async round(): Promise<boolean> {
    const client = new Client({ connectionString: this.parts.databaseUrl, application_name: 'penstock-retention' });
    client.on('error', (error) => this.parts.trouble('tidying up the past', error));
    await client.connect();
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [RETENTION_LOCK]);
      if (!rows[0]?.mine) return false;
      await this.work(client);
      return true;
    } finally {
      await client.end();
    }
  }

  private async work(client: Client): Promise<void> {
    const now = this.parts.clock.now();
    await this.attempt('making the partitions of the days to come', () => this.preparePartitions(client, now));
    const settings = await readRetention(client);
    await this.attempt('clearing payloads', () => this.clear(client, settings));
    await this.attempt('deleting files whose time is over', async () => void (await deleteExpiredFiles(client, now)));
    await this.attempt('archiving what is over', () => this.archive(client, settings));
  }

  private async preparePartitions(client: Client, now: number): Promise<void> {
    for (const { table, width } of partitionedTables) {
      await ensurePartitions(client, { table, width, now });
      const strays = await countStrays(client, table);
      if (strays > 0) this.parts.log('warn', `${strays} rows of ${table} have no day of their own and are never archived. Nothing is lost; tell your administrator.`);
    }
  }

  private async clear(client: Client, settings: readonly RetentionSetting[]): Promise<void> {
    const now = this.parts.clock.now();
    for (const setting of settings) {
      await clearPayloads(client, setting, { table: 'event', now });
      await clearPayloads(client, setting, { table: 'step_log', now });
    }
  }

  private async archive(client: Client, settings: readonly RetentionSetting[]): Promise<void> {
    const { home } = this.parts;
    if (home === undefined) return;
    const cutOf = (table: 'event' | 'step_log' | 'run'): number => this.parts.clock.now() - longestDays(settings, table) * DAY_MS;
    const spans = [
      ...(await pendingSpans(client)),
      ...(await expiredPartitions(client, 'event', cutOf('event'))),
      ...(await expiredPartitions(client, 'step_log', cutOf('step_log'))),
      ...(await expiredDays(client, 'run', { cut: cutOf('run'), limit: DAYS_PER_ROUND })),
    ];
    for (const span of spans) {
      if (this.isStopped) return;
      await this.attempt(`archiving ${span.table} of ${span.day}`, () => this.moveOut({ client, folder: join(home, 'archive') }, span));
    }
  }

  private async moveOut(tools: { readonly client: Client; readonly folder: string }, span: Span): Promise<void> {
    if (!(await isSettled(tools.client, span))) return;
    for (let restarts = 0; restarts < TRIES_PER_SPAN; ) {
      if (this.isStopped) return;
      const state = await advanceSpan(tools, span);
      if (state === 'dropped') return;
      if (state === 'new') restarts += 1;
    }
    this.parts.log('error', `The archive of ${span.table} of ${span.day} could not be read back as it was written. Nothing was dropped. Check the disk of PENSTOCK_HOME.`);
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.parts.trouble(what, error);
    }
  }

  private schedule(): void {
    if (!this.isStopped) this.next = this.parts.scheduler.after(this.parts.everyMs, () => this.start());
  }
}
