/**
 * Notices that the database is an earlier one than this installation has worked on, and holds all sending until a person
 * resumes. Three witnesses: what this process has seen, what the installation wrote beside its data
 * (`engine-alive.json`), and the server that the database itself says it lives on.
 *
 * Not seen by any of them: a copy of the data folder brought back that is younger than the last beat.
 *
 * RW1 Before the first check nothing is sent.
 * RW2 A difference is marked in the database before this process goes on, so that every process holds.
 * RW3 A check that fails changes nothing: the last known state stands, and the next beat asks again.
 */
import {
  judgeRewind,
  sendingRule,
  sendWindow,
  type Cancel,
  type RestoreGuard,
  type RestoreGuardState,
  type RewindVerdict,
  type RunToSend,
  type Scheduler,
  type SeenMark,
} from '@penstock/engine';
import { beatEngineState, markRewound, readEngineState, readServerMark, type EngineStateRow, type ServerMark } from '@penstock/database';
import type { Pool } from 'pg';
import type { AliveFile } from './alive-file';

interface Parts {
  readonly pool: Pool;
  readonly scheduler: Scheduler;
  readonly beatMs: number;
  /** Undefined: a process without a home relies on the other two witnesses. */
  readonly file: AliveFile | undefined;
  readonly log: (level: 'info' | 'error', message: string) => void;
  readonly trouble: (what: string, error: unknown) => void;
}

const WORDS: Record<Exclude<RewindVerdict, 'same'>, string> = {
  behind: 'the database is behind what this installation has seen',
  'another-server': 'the database lives on another server than before',
  recovered: 'the database server was recovered to a moment, or a replica took over',
};

export class RestoreWatch implements RestoreGuard {
  state: RestoreGuardState = { kind: 'held', gapFrom: 0, gapTo: 0 };
  private seen: SeenMark | undefined;
  private next: Cancel = () => undefined;
  private isStopped = false;

  constructor(private readonly parts: Parts) {}

  ruleFor(contract: Parameters<RestoreGuard['ruleFor']>[0], run: RunToSend) {
    return sendingRule(contract, run, this.state);
  }
  windowFor(sentAt: number) {
    return sendWindow(sentAt, this.state);
  }

  /** Resolves after the first check. @throws when the database cannot be asked: without an answer nothing starts. */
  async start(): Promise<void> {
    this.seen = this.parts.file?.read();
    await this.check();
    this.schedule();
  }

  stop(): void {
    this.isStopped = true;
    this.next();
  }

  /** One round; the beat calls it. */
  async check(): Promise<void> {
    const { pool } = this.parts;
    const server = await readServerMark(pool);
    const row = await readEngineState(pool);
    const verdict = this.judge(row, server);
    if (verdict !== 'same') await this.hold(row, { server, verdict });
    else await beatEngineState(pool, server);
    this.adopt(await readEngineState(pool), server);
  }

  private judge(row: EngineStateRow, server: ServerMark): RewindVerdict {
    const now = { counter: row.counter, ...server };
    const bySeen = judgeRewind(now, this.seen, row.restoredAt);
    if (bySeen !== 'same') return bySeen;
    return judgeRewind(now, { counter: 0, systemIdentifier: row.systemIdentifier, timeline: row.timeline, at: row.lastAlive }, null);
  }

  private async hold(row: EngineStateRow, { server, verdict }: { server: ServerMark; verdict: Exclude<RewindVerdict, 'same'> }): Promise<void> {
    await markRewound(this.parts.pool, { how: WORDS[verdict], sureUntil: row.lastAlive, server });
  }

  private adopt(row: EngineStateRow, server: ServerMark): void {
    const before = this.state;
    this.state = stateOf(row);
    this.seen = { counter: row.counter, ...server, at: row.lastAlive };
    try {
      this.parts.file?.write(this.seen);
    } catch (error) {
      this.parts.trouble('writing down the state of the database', error);
    }
    if (this.state.kind === 'held' && !(before.kind === 'held' && before.gapTo === this.state.gapTo)) this.parts.log('error', heldNotice(row));
    if (this.state.kind === 'resumed' && before.kind === 'held' && before.gapTo > 0) this.parts.log('info', 'Sending goes on; what may have been sent in the gap is looked up first.');
  }

  private schedule(): void {
    if (this.isStopped) return;
    this.next = this.parts.scheduler.after(this.parts.beatMs, () => {
      this.check()
        .catch((error: unknown) => this.parts.trouble('checking that the database is the one it was', error))
        .finally(() => this.schedule());
    });
  }
}

function stateOf(row: EngineStateRow): RestoreGuardState {
  const { restoredAt, resolvedAt, gapFrom, gapTo } = row;
  if (restoredAt === null || gapFrom === null || gapTo === null) return { kind: 'open' };
  return { kind: resolvedAt === null ? 'held' : 'resumed', gapFrom, gapTo };
}

const iso = (at: number | null): string => new Date(at ?? 0).toISOString();

function heldNotice({ gapFrom, gapTo, restoredHow }: EngineStateRow): string {
  return (
    `Sending is held: the database was restored to ${iso(gapFrom)} (${restoredHow}). Effects between ${iso(gapFrom)} and ${iso(gapTo)} ` +
    'must be verified first: they may have been sent and are not known any more. Events are taken in. An administrator resumes sending ' +
    'with POST /api/v1/engine/restore-guard/resume.'
  );
}
