import { hasOpenRun, nextScheduleLook, settleSchedule, takeDueSchedules } from '@penstock/database';
import type { ScheduleOccasion, ScheduleSpec, TriggerEvent } from '@penstock/connector-sdk';
import { decideDue, localText, nominalTimesOf, type NominalTimes, type RunObserver } from '@penstock/engine';
import { PenstockError, stringifyJson, type Clock, type EnvironmentId, type IntakeSourceId, type OrganizationId } from '@penstock/kernel';
import type { Pool } from 'pg';
import { triggerOf } from '../catalog-lookup';
import type { EventSource, RoutedIntakeDesk } from '../intake-desk';
import { failureWords } from './trigger-failure';
import type { TriggerShelf } from './shelf';

/**
 * Keeps schedules: starts a run at each planned time and moves the schedule on (T8).
 *
 * K1 An event carries `sched:<source>:<planned time>` as its key and is committed before the schedule moves on. A crash
 *    between the two, a second keeper, a clock that jumps: the key decides, nothing starts twice.
 * K2 The schedule moves on only under the epoch of this turn, and never past a time that was not dealt with: started,
 *    left out with a reason a person can read, or written down as waiting.
 * K3 `queue` holds planned times in `waiting` while a run of the flow is open and starts them one by one, oldest first.
 * K4 `skip` puts the time on the shelf of events and takes its key, so that a repeated turn decides the same.
 */
interface Parts {
  readonly pool: Pool;
  readonly desk: Pick<RoutedIntakeDesk, 'accept'>;
  readonly shelf: Pick<TriggerShelf, 'put'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly observer: Pick<RunObserver, 'trouble'>;
  readonly workerId: string;
  /** A time is on time within this; older ones are missed. */
  readonly graceMs?: number;
}

/** A time whose turn has come. `sequence` when several are made up for together. */
interface Planned {
  readonly nominal: number;
  readonly sequence?: number;
}

interface ScheduleRow {
  readonly intake_source_id: string;
  readonly organization_id: string;
  readonly environment_id: string;
  readonly path: string;
  readonly connector: string;
  readonly trigger: string;
  readonly trigger_version: number;
  readonly settings: unknown;
  readonly epoch: number;
  readonly next_at: Date | null;
  readonly waiting: readonly Planned[];
  readonly failures: number;
}

interface Turn {
  readonly row: ScheduleRow;
  readonly source: EventSource;
  readonly spec: ScheduleSpec;
  readonly times: NominalTimes;
  readonly now: number;
  /** The event of a planned time that starts now. */
  readonly eventOf: (planned: Planned) => TriggerEvent;
}

export class ScheduleUnusable extends PenstockError<'SCHEDULE_UNUSABLE'> {}

const LEASE_MS = 60_000;
const GRACE_MS = 60_000;
const SCHEDULES_PER_ROUND = 20;
/** How soon a waiting time looks again whether the former run is settled. */
const HOLD_MS = 2_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 15 * 60_000;
/** Runs that could never catch up must not gather without end: later times are left out then. */
const MAX_WAITING = 100;

export class ScheduleKeeper {
  constructor(private readonly parts: Parts) {}

  /** @returns milliseconds until a schedule is due, null when none is. */
  async round(): Promise<number | null> {
    const { pool, clock, workerId } = this.parts;
    const { rows } = await pool.query<ScheduleRow>({ ...takeDueSchedules, values: [workerId, LEASE_MS, clock.now(), SCHEDULES_PER_ROUND] });
    for (const row of rows) await this.keep(row);
    if (rows.length === SCHEDULES_PER_ROUND) return 0;
    const next = await pool.query<{ at: string | null }>(nextScheduleLook);
    const at = next.rows[0]?.at;
    return at === null || at === undefined ? null : Number(at) - clock.now();
  }

  private async keep(row: ScheduleRow): Promise<void> {
    try {
      await this.turn(turnOf(row, this.parts.clock.now()));
    } catch (error) {
      const pauseMs = error instanceof ScheduleUnusable ? LAST_RETRY_MS : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** row.failures);
      await this.settle(row, { nextAt: row.next_at?.getTime() ?? null, lookAt: this.parts.clock.now() + pauseMs, waiting: row.waiting, failure: failureWords(error) });
      this.parts.observer.trouble(`keeping the schedule ${row.path}`, error);
    }
  }

  private async turn(turn: Turn): Promise<void> {
    const { row, spec, times, now } = turn;
    const { graceMs = GRACE_MS } = this.parts;
    const { fire, dropped, nextAt } =
      row.next_at === null
        ? { fire: [], dropped: null, nextAt: null }
        : decideDue(times, { nextAt: row.next_at.getTime(), now, graceMs, missed: spec.missed, maxCatchUp: spec.maxCatchUp });
    const planned = fire.map((nominal, index): Planned => (fire.length > 1 ? { nominal, sequence: index + 1 } : { nominal }));
    const waiting = await this.startAll(turn, [...row.waiting, ...planned]);
    const lookAt = waiting.length > 0 ? now + HOLD_MS : nextAt;
    const note = dropped && leftOut(dropped, spec);
    await this.settle(row, { nextAt, lookAt, waiting, failure: null, lastNominal: fire.at(-1) ?? null, note });
  }

  /** @returns the times that have to wait. */
  private async startAll(turn: Turn, planned: readonly Planned[]): Promise<readonly Planned[]> {
    for (const [index, each] of planned.entries()) {
      if (!(await this.startOne(turn, each))) return this.bounded(turn, planned.slice(index));
    }
    return [];
  }

  /** @returns false when the time has to wait for the former run. */
  private async startOne(turn: Turn, planned: Planned): Promise<boolean> {
    const { source, spec, row } = turn;
    if (spec.overlap !== 'parallel' && (await this.isOpen(row))) {
      if (spec.overlap === 'queue') return false;
      const reason = `The run before was still open at ${localText(planned.nominal, spec.timeZone)}, and the schedule leaves such times out. Replay this event to start it after all.`;
      await this.leaveOut(turn, planned, reason);
      return true;
    }
    await this.parts.desk.accept(turn.eventOf(planned), source, 'schedule');
    return true;
  }

  private async bounded(turn: Turn, waiting: readonly Planned[]): Promise<readonly Planned[]> {
    for (const planned of waiting.slice(MAX_WAITING)) {
      await this.leaveOut(turn, planned, `${MAX_WAITING} earlier times of this schedule were still waiting for the run before. Settle that run; replay this event to start it after all.`);
    }
    return waiting.slice(0, MAX_WAITING);
  }

  private async leaveOut(turn: Turn, planned: Planned, reason: string): Promise<void> {
    const { dedupeKey, payload } = turn.eventOf(planned);
    await this.parts.shelf.put(turn.source, { dedupeKey, channel: 'schedule', reason, payload: stringifyJson(payload) });
  }

  private async isOpen(row: ScheduleRow): Promise<boolean> {
    const { rows } = await this.parts.pool.query<{ is_open: boolean }>({ ...hasOpenRun, values: [row.intake_source_id, row.organization_id] });
    return rows[0]?.is_open ?? false;
  }

  private async settle(row: ScheduleRow, next: NextTurn): Promise<void> {
    const { nextAt, lookAt, waiting, failure, lastNominal, note } = next;
    await this.parts.pool.query({
      ...settleSchedule,
      values: [
        row.intake_source_id, row.epoch, instant(nextAt), instant(lookAt), JSON.stringify(waiting), instant(lastNominal ?? null), note ?? null,
        failure === null ? 0 : row.failures + 1, failure,
      ],
    });
  }
}

interface NextTurn {
  readonly nextAt: number | null;
  readonly lookAt: number | null;
  readonly waiting: readonly Planned[];
  readonly failure: string | null;
  readonly lastNominal?: number | null;
  readonly note?: string | null;
}

/** The expression comes from the row and not from the routes in memory: it always fits the stored next time. */
function turnOf(row: ScheduleRow, now: number): Turn {
  const trigger = triggerOf(row.connector, row.trigger, row.trigger_version);
  const settings = trigger?.settings.safeParse(row.settings);
  if (!trigger?.schedule || !settings?.success) {
    throw unusable(`The trigger ${row.connector} / ${row.trigger} version ${row.trigger_version} is not installed or refuses its settings.`);
  }
  const channel = trigger.schedule;
  const spec = channel.spec(settings.data);
  const times = nominalTimesOf(spec);
  if (!times.ok) throw unusable(times.error.message);
  const eventOf = (planned: Planned): TriggerEvent => ({
    dedupeKey: keyOf(row, planned),
    ...channel.event(occasionOf(planned, spec, now), settings.data),
  });
  return { row, source: sourceOf(row), spec, times: times.value, now, eventOf };
}

const unusable = (message: string): ScheduleUnusable =>
  new ScheduleUnusable('SCHEDULE_UNUSABLE', `${message} Nothing starts by this schedule until its flow is deployed again.`);

const occasionOf = ({ nominal, sequence }: Planned, { timeZone }: ScheduleSpec, now: number): ScheduleOccasion => ({
  nominalTime: new Date(nominal).toISOString(),
  scheduledAt: new Date(now).toISOString(),
  localTime: localText(nominal, timeZone),
  timeZone,
  ...(sequence !== undefined && { sequence }),
});

const sourceOf = (row: ScheduleRow): EventSource => ({
  organizationId: row.organization_id as OrganizationId,
  environmentId: row.environment_id as EnvironmentId,
  sourceId: row.intake_source_id as IntakeSourceId,
  path: row.path,
});

const keyOf = (row: ScheduleRow, { nominal }: Planned): string => `sched:${row.intake_source_id}:${new Date(nominal).toISOString()}`;

const instant = (value: number | null): Date | null => (value === null ? null : new Date(value));

const leftOut = ({ from, until }: { readonly from: number; readonly until: number }, { timeZone, missed }: ScheduleSpec): string =>
  `Penstock was away: the times from ${localText(from, timeZone)} to ${localText(until, timeZone)} were left out (policy “${missed}”).`;
