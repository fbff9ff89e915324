import { moveBackfill, nextBackfillDelay, pauseBackfill, takeDueBackfills } from '@penstock/database';
import { ConnectorFailure, type PollChannel } from '@penstock/connector-sdk';
import type { ConnectionResolver, RunObserver } from '@penstock/engine';
import { parseJson, stringifyJson, type Json, type Random } from '@penstock/kernel';
import type { Pool } from 'pg';
import { storePage, type PageCounts, type PageWriter } from './fetched-page';
import { openRemoteSource, type RemoteSource, type RemoteSourceRow, type TriggerLookup } from './remote-source';
import { failureWords, needsPerson, pauseAfter } from './trigger-failure';

/**
 * Reads ranges of time again, page by page.
 *
 * B1 Progress is a row: a page's events are durable before its cursor and counts are written, under the epoch of this
 *    turn. After a crash another process goes on with the page that was not counted; its events are known by then.
 * B2 An aborted backfill stops between two pages, whoever works on it: its row is not `running` any more.
 * B3 What only a person can mend ends it with words; everything else is tried again later.
 */
interface Parts extends PageWriter {
  readonly pool: Pool;
  readonly connections: ConnectionResolver;
  readonly random: Random;
  readonly observer: Pick<RunObserver, 'trouble'>;
  readonly workerId: string;
  readonly triggerOf?: TriggerLookup;
}

interface BackfillRow extends RemoteSourceRow {
  readonly id: string;
  readonly from_at: string;
  readonly to_at: string;
  readonly epoch: number;
  readonly cursor: string;
  readonly failures: number;
}

const LEASE_MS = 120_000;

export class BackfillRunner {
  private isStopping = false;

  constructor(private readonly parts: Parts) {}

  /** Ends the backfill under way after its current page; it goes on after the lease, here or elsewhere. */
  stopSoon(): void {
    this.isStopping = true;
  }

  /** Works on what is due, one after the other. @returns milliseconds until the next one, null when none waits. */
  async round(): Promise<number | null> {
    const { pool, workerId } = this.parts;
    while (!this.isStopping) {
      const { rows } = await pool.query<BackfillRow>({ ...takeDueBackfills, values: [workerId, LEASE_MS, 1] });
      const [due] = rows;
      if (!due) break;
      await this.work(due);
    }
    const { rows } = await pool.query<{ delay: string | null }>(nextBackfillDelay);
    const delay = rows[0]?.delay;
    return delay === null || delay === undefined ? null : Number(delay);
  }

  private async work(due: BackfillRow): Promise<void> {
    try {
      await this.readPages(await openRemoteSource(due, this.parts), due);
    } catch (thrown) {
      const { pool, random, observer } = this.parts;
      const pauseMs = pauseAfter(thrown, { failures: due.failures, random });
      await pool.query({ ...pauseBackfill, values: [due.id, due.epoch, pauseMs, failureWords(thrown), needsPerson(thrown)] });
      observer.trouble(`the backfill of /${due.path}`, thrown);
    }
  }

  private async readPages({ source, trigger, channel, settings, context }: RemoteSource, due: BackfillRow): Promise<void> {
    const backfill = backfillOf(channel);
    const range = { from: Number(due.from_at), to: Number(due.to_at) };
    let cursor: Json = parseJson(due.cursor);
    for (let more = true; more && !this.isStopping; ) {
      const page = await backfill(context, { settings, cursor, ...range });
      const counts = await storePage(this.parts, page, { source, trigger, channel: 'backfill' });
      ({ cursor, more } = page);
      if (!(await this.move(due, { cursor, more, counts }))) return;
    }
  }

  private async move(due: BackfillRow, page: { readonly cursor: Json; readonly more: boolean; readonly counts: PageCounts }): Promise<boolean> {
    const { fresh, known, parked } = page.counts;
    const { rowCount } = await this.parts.pool.query({
      ...moveBackfill,
      values: [due.id, due.epoch, stringifyJson(page.cursor), fresh, known, parked, page.more, LEASE_MS],
    });
    return rowCount === 1;
  }
}

function backfillOf(channel: PollChannel<unknown, unknown>): NonNullable<PollChannel<unknown, unknown>['backfill']> {
  if (channel.backfill) return (context, input) => channel.backfill!(context, input);
  throw new ConnectorFailure({
    class: 'config',
    code: 'BACKFILL_NOT_OFFERED',
    message: 'This trigger cannot read a range of time again. Nothing was read.',
  });
}
