import type { Clock, Json } from '@penstock/kernel';
import { parseJson, stringifyJson } from '@penstock/kernel';
import type { ConnectionResolver, EngineTimings, RunObserver, Scheduler, Cancel } from '@penstock/engine';
import type { Pool } from 'pg';
import type { RoutedIntakeDesk } from './intake-desk';
import type { IntakeRoute, RouteTable } from './route-table';

/**
 * Runs the poll channels of triggers. One process polls a source at a time (lease on its row); the events of a page
 * are stored before the cursor moves, so a crash between the two reads the page again, and the dedupe keys remove it.
 */
interface Parts {
  readonly pool: Pool;
  readonly routes: RouteTable;
  readonly desk: RoutedIntakeDesk;
  readonly connections: ConnectionResolver;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timings: EngineTimings;
  readonly observer: RunObserver;
  readonly workerId: string;
}

interface DueRow {
  readonly intake_source_id: string;
  readonly cursor: string;
  readonly environment_key: string;
  readonly path: string;
  readonly slot: string | null;
}

const LOOK_MS = 1_000;
const POLL_LEASE_MS = 120_000;
/** After a failure: soon enough to notice recovery, rare enough not to hammer. */
const FAILURE_PAUSE_MS = 30_000;
const MAX_PAGES_PER_TURN = 20;

export class Poller {
  private next: Cancel = () => undefined;
  private isStopped = false;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.next = this.parts.scheduler.after(LOOK_MS, () => void this.turn());
  }

  stop(): void {
    this.isStopped = true;
    this.next();
  }

  private async turn(): Promise<void> {
    try {
      const due = await this.takeDue();
      if (due) await this.poll(due);
    } catch (error) {
      this.parts.observer.trouble('polling', error);
    }
    if (!this.isStopped) this.start();
  }

  private async takeDue(): Promise<DueRow | undefined> {
    const { rows } = await this.parts.pool.query<DueRow>({
      name: 'take_due_poll',
      text: `
with due as (
  select p.intake_source_id from poll_state p
  where p.next_at <= now() and (p.lease_until is null or p.lease_until < now())
    and exists (select 1 from subscription s where s.intake_source_id = p.intake_source_id and s.active)
  order by p.next_at limit 1 for update skip locked
)
update poll_state p set owner = $1, lease_until = now() + $2 * interval '1 millisecond'
from due, intake_source s, environment e
where p.intake_source_id = due.intake_source_id and s.id = p.intake_source_id and e.id = s.environment_id
returning p.intake_source_id, p.cursor, e.key as environment_key, s.path,
  (select b.slot from slot_binding b where b.connection_id = p.connection_id and b.environment_id = s.environment_id limit 1) as slot`,
      values: [this.parts.workerId, POLL_LEASE_MS],
    });
    return rows[0];
  }

  private async poll(due: DueRow): Promise<void> {
    const route = this.parts.routes.find(due.environment_key, due.path);
    const channel = route?.trigger.poll;
    if (!route || !channel) return;
    try {
      const cursor = await this.readPages(route, due);
      await this.settle(due, { cursor, pauseMs: channel.defaultIntervalMs, failure: null });
    } catch (error) {
      await this.settle(due, { cursor: due.cursor, pauseMs: FAILURE_PAUSE_MS, failure: String(error) });
      this.parts.observer.trouble(`polling /${due.path}`, error);
    }
  }

  private async readPages(route: IntakeRoute, due: DueRow): Promise<string> {
    const { connections, desk } = this.parts;
    const { organizationId, environmentId, trigger, settings } = route;
    const connector = await this.connectorOf(route);
    const connection = await connections.resolve({ organizationId, environmentId, connector, slot: due.slot });
    let cursor: Json = parseJson(due.cursor);
    for (let pages = 0; pages < MAX_PAGES_PER_TURN; pages += 1) {
      const page = await trigger.poll!.poll(connection.context, { settings, cursor });
      if (page.events.length > 0) await desk.acceptAll(page.events, route, 'poll');
      cursor = page.cursor;
      if (!page.more) break;
    }
    return stringifyJson(cursor);
  }

  private async connectorOf(route: IntakeRoute): Promise<string> {
    const { rows } = await this.parts.pool.query<{ connector: string }>('select connector from intake_source where id = $1', [route.sourceId]);
    return rows[0]?.connector ?? '';
  }

  private async settle(due: DueRow, next: { cursor: string; pauseMs: number; failure: string | null }): Promise<void> {
    await this.parts.pool.query({
      name: 'settle_poll',
      text: `update poll_state set cursor = $3, next_at = now() + $4 * interval '1 millisecond', lease_until = null, failure = $5
             where intake_source_id = $1 and owner = $2`,
      values: [due.intake_source_id, this.parts.workerId, next.cursor, next.pauseMs, next.failure],
    });
  }
}
