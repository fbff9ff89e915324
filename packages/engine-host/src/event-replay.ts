import { releaseShelvedKey } from '@penstock/database';
import { isProven } from '@penstock/runtime-adapters';
import type { IntakeChannel, TriggerEvent } from '@penstock/connector-sdk';
import { parseJson, type EventId, type OrganizationId } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { OperationOutcome } from './engine-host';
import { parseDelivery, type RoutedIntakeDesk } from './intake-desk';
import { channelOf, type IntakeRoute, type RouteTable } from './route-table';
import { POISON } from './triggers/shelf';

interface ShelfRow {
  readonly environment_key: string;
  readonly path: string;
  readonly channel: string;
  readonly intake_source_id: string | null;
  readonly headers: string | null;
  readonly payload: string | null;
  readonly received_at: Date;
  readonly dedupe_key: string;
  readonly labels: string;
}

/**
 * Sends an event of the unrouted shelf through the door again. A delivery to an address that was unknown has not been
 * checked yet, so its signature is checked now, at the time it was received; its dedupe key then decides as always.
 */
export async function replayEvent(
  parts: { readonly pool: Pool; readonly routes: RouteTable; readonly desk: RoutedIntakeDesk },
  organizationId: OrganizationId,
  eventId: EventId,
): Promise<OperationOutcome> {
  const { rows } = await parts.pool.query<ShelfRow>(
    `select v.key as environment_key, e.* from event e join environment v on v.id = e.environment_id
     where e.id = $1 and e.organization_id = $2 and e.state = 'unrouted'`,
    [eventId, organizationId],
  );
  const [row] = rows;
  if (!row) return 'not-found';
  const route = parts.routes.find(row.environment_key, row.path);
  const channel = route && channelOf(route, row.channel);
  if (!route || row.payload === null) return 'not-possible';
  const events = row.intake_source_id === null ? (channel ? checkedEvents(row, { route, channel }) : []) : acceptedEvents(row, route);
  if (events.length === 0) return 'not-possible';
  // What was left out took its key, so that it does not start by itself; a person who replays it gives the key back.
  await parts.pool.query({ ...releaseShelvedKey, values: [eventId] });
  const { outcome } = await parts.desk.acceptAll(events, route, row.channel);
  if (outcome !== 'accepted' && outcome !== 'duplicate') return 'not-possible';
  await parts.pool.query(`update event set state = 'routed', reason = 'Replayed from the unrouted shelf.' where id = $1`, [eventId]);
  return 'done';
}

/** A delivery to an address that was unknown: judged now as it would have been then. */
function checkedEvents(row: ShelfRow, { route, channel }: { readonly route: IntakeRoute; readonly channel: IntakeChannel<unknown> }): readonly TriggerEvent[] {
  const delivery = { headers: JSON.parse(row.headers ?? '{}') as Record<string, string>, body: row.payload ?? '' };
  const parsed = isProven(delivery, channel, { secrets: route.secrets, now: row.received_at.getTime() }) ? parseDelivery(channel, delivery, route.settings) : { ok: false as const };
  return parsed.ok ? parsed.events : [];
}

/**
 * An event that came to a known address, by a poll or by a schedule: it was checked then. A record that could not become
 * an event is looked at again: the trigger may take by now what it refused.
 */
function acceptedEvents({ dedupe_key: dedupeKey, payload, labels }: ShelfRow, { trigger }: IntakeRoute): readonly TriggerEvent[] {
  const event = { dedupeKey: dedupeKey.replace(POISON, ''), payload: parseJson(payload ?? 'null'), labels: JSON.parse(labels) as Record<string, string> };
  return dedupeKey.startsWith(POISON) && !trigger.event.safeParse(event.payload).success ? [] : [event];
}
