import type { ConnectionResolver, RunObserver, Scheduler } from '@penstock/engine';
import type { FileStorage } from '@penstock/connector-sdk';
import type { Clock, Ids, OrganizationId, Random } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { RoutedIntakeDesk } from '../intake-desk';
import { Poller, POLLS_AT_ONCE } from '../poller';
import { BackfillRunner } from './backfill-runner';
import { ScheduleKeeper } from './schedule-keeper';
import { TriggerShelf } from './shelf';
import { LiveTriggerOperations } from './trigger-operations';
import { WakeLoop } from './wake-loop';

interface Parts {
  readonly pool: Pool;
  readonly desk: RoutedIntakeDesk;
  readonly connections: ConnectionResolver;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly observer: RunObserver;
  readonly workerId: string;
  /** Tells every process that works on backfills. */
  readonly onBackfill: () => void;
  readonly filesOf?: ((organizationId: OrganizationId) => FileStorage) | undefined;
}

/** What remote sides showed late is found within this many days, once a day. */
const REREAD_DAYS = 7;
const REREAD_LOOK_MS = 60 * 60_000;

/** Everything that brings events in by itself: polls, schedules and backfills, each in loops of their own. */
export class TriggerClockwork {
  readonly operations: LiveTriggerOperations;
  private readonly loops: readonly WakeLoop[];
  private readonly poller: Poller;
  private readonly backfills: BackfillRunner;
  private isStarted = false;

  constructor(parts: Parts) {
    const fetching = { ...parts, shelf: new TriggerShelf(parts.pool, parts.ids) };
    this.poller = new Poller(fetching);
    this.backfills = new BackfillRunner(fetching);
    const schedules = new ScheduleKeeper(fetching);
    this.operations = new LiveTriggerOperations(fetching);
    const loop = (what: string, round: () => Promise<number | null>) => new WakeLoop({ ...parts, what, round });
    this.loops = [
      ...Array.from({ length: POLLS_AT_ONCE }, () => loop('polling', () => this.poller.round())),
      loop('keeping schedules', () => schedules.round()),
      loop('backfilling', () => this.backfills.round()),
      loop('re-reading the last days', () => this.reread()),
    ];
  }

  private async reread(): Promise<number> {
    await this.operations.reread(REREAD_DAYS);
    return REREAD_LOOK_MS;
  }

  start(): void {
    for (const loop of this.loops) loop.start();
    this.isStarted = true;
  }

  /** A deployment or a backfill was made: something may be due earlier than was known. */
  poke(): void {
    if (this.isStarted) for (const loop of this.loops) loop.poke();
  }

  async stop(): Promise<void> {
    this.poller.stopSoon();
    this.backfills.stopSoon();
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
