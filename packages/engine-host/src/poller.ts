import { movePollCursor, nextPollDelay, settlePoll, takeDuePolls } from '@penstock/database';
import type { ConnectionResolver, RunObserver } from '@penstock/engine';
import { parseJson, stringifyJson, type Json, type Random } from '@penstock/kernel';
import type { Pool } from 'pg';
import { storePage, type PageWriter } from './triggers/fetched-page';
import { openRemoteSource, type RemoteSource, type RemoteSourceRow, type TriggerLookup } from './triggers/remote-source';
import { failureClassOf, failureWords, pauseAfter } from './triggers/trigger-failure';

/**
 * Runs the poll channels of triggers (T9).
 *
 * Q1 The events of a page are durable before the cursor moves; a crash between the two reads the page again and the
 *    dedupe keys remove it.
 * Q2 One poller per source: a lease keeps others away, and the cursor moves only under the epoch of this turn, so a
 *    poller that stood still cannot move it back.
 * Q3 A record that cannot become an event lies on the shelf; its page goes on.
 * Q4 A failure is told in plain words and met with growing pauses; what only a person can mend is not hammered.
 */
interface Parts extends PageWriter {
  readonly pool: Pool;
  readonly connections: ConnectionResolver;
  readonly random: Random;
  readonly observer: Pick<RunObserver, 'trouble'>;
  readonly workerId: string;
  /** The installed triggers, unless others are meant. */
  readonly triggerOf?: TriggerLookup;
}

interface PollRow extends RemoteSourceRow {
  readonly epoch: number;
  readonly cursor: string;
  readonly failures: number;
}

const POLL_LEASE_MS = 120_000;
/** Rounds one process runs side by side: enough that a slow remote does not hold up the others. */
export const POLLS_AT_ONCE = 4;
/** Then other sources get their turn; this one goes on at once. */
const MAX_PAGES_PER_TURN = 20;
/** A builder's wish may not turn a poll into a load test. */
const SHORTEST_INTERVAL_MS = 1_000;

export class Poller {
  private isStopping = false;

  constructor(private readonly parts: Parts) {}

  /** Ends the turns under way after their current page. */
  stopSoon(): void {
    this.isStopping = true;
  }

  /** Polls what is due, one source after the other. @returns milliseconds until the next poll, null when none waits. */
  async round(): Promise<number | null> {
    const { pool } = this.parts;
    await this.pollWhileDue();
    const { rows } = await pool.query<{ delay: string | null }>(nextPollDelay);
    const delay = rows[0]?.delay;
    return delay === null || delay === undefined ? null : Number(delay);
  }

  private async pollWhileDue(): Promise<void> {
    const { pool, workerId } = this.parts;
    while (!this.isStopping) {
      const { rows } = await pool.query<PollRow>({ ...takeDuePolls, values: [workerId, POLL_LEASE_MS, 1] });
      const [due] = rows;
      if (!due) return;
      await this.poll(due);
    }
  }

  private async poll(due: PollRow): Promise<void> {
    try {
      const remote = await openRemoteSource(due, this.parts);
      const isThrough = await this.readPages(remote, due);
      const { channel, settings } = remote;
      const intervalMs = Math.max(SHORTEST_INTERVAL_MS, channel.intervalMs?.(settings) ?? channel.defaultIntervalMs);
      await this.settle(due, { pauseMs: isThrough ? intervalMs : 0, thrown: null });
    } catch (thrown) {
      await this.settle(due, { pauseMs: pauseAfter(thrown, { failures: due.failures, random: this.parts.random }), thrown });
      this.parts.observer.trouble(`polling /${due.path}`, thrown);
    }
  }

  /** @returns whether the remote side has told everything it has; false: there is more, or the poll was taken over. */
  private async readPages({ source, trigger, channel, settings, context }: RemoteSource, due: PollRow): Promise<boolean> {
    let cursor: Json = parseJson(due.cursor);
    for (let pages = 0; pages < MAX_PAGES_PER_TURN && !this.isStopping; pages += 1) {
      const page = await channel.poll(context, { settings, cursor });
      await storePage(this.parts, page, { source, trigger, channel: 'poll' });
      cursor = page.cursor;
      if (!(await this.moveCursor(due, cursor))) return false;
      if (!page.more) return true;
    }
    return false;
  }

  private async moveCursor(due: PollRow, cursor: Json): Promise<boolean> {
    const { rowCount } = await this.parts.pool.query({
      ...movePollCursor,
      values: [due.intake_source_id, due.epoch, stringifyJson(cursor), POLL_LEASE_MS],
    });
    return rowCount === 1;
  }

  private async settle(due: PollRow, { pauseMs, thrown }: { readonly pauseMs: number; readonly thrown: unknown }): Promise<void> {
    const failed = thrown !== null;
    await this.parts.pool.query({
      ...settlePoll,
      values: [
        due.intake_source_id, due.epoch, pauseMs,
        failed ? due.failures + 1 : 0, failed ? failureWords(thrown) : null, failed ? failureClassOf(thrown) : null,
      ],
    });
  }
}
