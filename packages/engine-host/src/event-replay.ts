import { verifyStandardWebhook } from '@penstock/runtime-adapters';
import type { EventId, OrganizationId } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { OperationOutcome } from './engine-host';
import { parseDelivery, type RoutedIntakeDesk } from './intake-desk';
import { channelOf, type RouteTable } from './route-table';

interface ShelfRow {
  readonly environment_key: string;
  readonly path: string;
  readonly channel: string;
  readonly intake_source_id: string | null;
  readonly headers: string | null;
  readonly payload: string | null;
  readonly received_at: Date;
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
  if (!route || !channel || row.payload === null || row.intake_source_id !== null) return 'not-possible';
  const delivery = { headers: JSON.parse(row.headers ?? '{}') as Record<string, string>, body: row.payload };
  const isSigned =
    channel.scheme !== 'standard-webhooks' ||
    verifyStandardWebhook(delivery, { secrets: route.secrets, now: row.received_at.getTime() }).valid;
  const parsed = isSigned ? parseDelivery(channel, delivery, route.settings) : { ok: false as const };
  if (!parsed.ok) return 'not-possible';
  await parts.desk.acceptAll(parsed.events, route, row.channel);
  await parts.pool.query(`update event set state = 'routed', reason = 'Replayed from the unrouted shelf.' where id = $1`, [eventId]);
  return 'done';
}
