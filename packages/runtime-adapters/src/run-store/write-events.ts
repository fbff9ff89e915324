import { createHash } from 'node:crypto';
import { acceptEvents, findFirstEvents } from '@penstock/database';
import type { AcceptedEvent, ClaimedRun, NewEvent } from '@penstock/engine';
import type { EventId, FlowVersionId, RunId } from '@penstock/kernel';
import type { Pool } from 'pg';

export interface EventItem {
  readonly event: NewEvent;
  /** Id of the event's first run, chosen before the write so that a repeat changes nothing. */
  readonly runId: RunId;
}

interface AcceptedRow {
  readonly event_id: string;
  readonly run_id: string | null;
  readonly flow_id: string | null;
  readonly flow_version_id: string | null;
  readonly claim: boolean | null;
  readonly now: string;
}

/** 16 bytes are enough to name a business fact within one source, and half the index. */
export const keyHash = (dedupeKey: string): Buffer => createHash('sha256').update(dedupeKey).digest().subarray(0, 16);

/** T1 for a batch; answers in the order of the items. */
export async function writeEvents(pool: Pool, workerId: string, items: readonly EventItem[]): Promise<AcceptedEvent[]> {
  const events = items.map(({ event }) => event);
  const hashes = events.map((event) => keyHash(event.dedupeKey));
  const { rows } = await pool.query<AcceptedRow>({
    ...acceptEvents,
    values: [
      events.map((event) => event.id),
      events.map((event) => event.organizationId),
      events.map((event) => event.environmentId),
      events.map((event) => event.intakeSourceId),
      events.map((event) => event.path),
      events.map((event) => event.channel),
      hashes,
      events.map((event) => event.dedupeKey),
      events.map((event) => event.payload),
      events.map((event) => event.labels),
      events.map((event) => event.claim),
      workerId,
      items.map(({ runId }) => runId),
      events.map((event) => (event.lanes ? JSON.stringify(event.lanes) : null)),
    ],
  });
  const byEvent = groupRows(rows);
  const missing = items.filter(({ event }) => !byEvent.has(event.id));
  const first = await findFirst(pool, missing.map(({ event }) => event));
  return events.map((event) => {
    const found = byEvent.get(event.id);
    return found ? accepted(event, found) : (first.get(firstKey(event.intakeSourceId, keyHash(event.dedupeKey).toString('hex'), event.id)) ?? unroutedOf(event.id));
  });
}

function groupRows(rows: readonly AcceptedRow[]): Map<string, AcceptedRow[]> {
  const groups = new Map<string, AcceptedRow[]>();
  for (const row of rows) {
    const group = groups.get(row.event_id);
    if (group) group.push(row);
    else groups.set(row.event_id, [row]);
  }
  return groups;
}

function accepted(event: NewEvent, rows: readonly AcceptedRow[]): AcceptedEvent {
  const started = rows.filter((row): row is AcceptedRow & { run_id: string; flow_id: string; flow_version_id: string } => row.run_id !== null);
  return {
    status: started.length > 0 ? 'accepted' : 'unrouted',
    eventId: event.id,
    runs: started.map((row) => ({ runId: row.run_id as RunId, flowId: row.flow_id })),
    claimed: started.filter((row) => row.claim).map((row) => bornLeased(event, row)),
  };
}

/** The run as a claim would have delivered it: new, so without journal and effects. */
function bornLeased(event: NewEvent, row: AcceptedRow & { run_id: string; flow_id: string; flow_version_id: string }): ClaimedRun {
  return {
    runId: row.run_id as RunId,
    organizationId: event.organizationId,
    environmentId: event.environmentId,
    flowId: row.flow_id,
    flowVersionId: row.flow_version_id as FlowVersionId,
    eventId: event.id,
    epoch: 1,
    claims: 1,
    cancelRequested: false,
    payload: event.payload,
    journal: [],
    effects: [],
    waitpoints: [],
    children: [],
    held: [],
    createdAt: Number(row.now),
    deadlineFrom: Number(row.now),
    now: Number(row.now),
  };
}

async function findFirst(pool: Pool, events: readonly NewEvent[]): Promise<Map<string, AcceptedEvent>> {
  const found = new Map<string, AcceptedEvent>();
  if (events.length === 0) return found;
  const { rows } = await pool.query<{ intake_source_id: string; key_hash: string; event_id: string; state: string | null }>({
    ...findFirstEvents,
    values: [events.map((event) => event.intakeSourceId), events.map((event) => keyHash(event.dedupeKey))],
  });
  for (const event of events) {
    const hash = keyHash(event.dedupeKey).toString('hex');
    const row = rows.find((candidate) => candidate.intake_source_id === event.intakeSourceId && candidate.key_hash === hash);
    if (row) found.set(firstKey(event.intakeSourceId, hash, event.id), answerFor(event, row));
  }
  return found;
}

const firstKey = (sourceId: string, hash: string, eventId: string): string => `${sourceId}:${hash}:${eventId}`;

/** Our own id under the key: an earlier try of this very statement had been committed. Its runs are found by the sweep. */
function answerFor(event: NewEvent, row: { event_id: string; state: string | null }): AcceptedEvent {
  if (row.event_id !== event.id) return duplicateOf(row.event_id as EventId);
  return { status: row.state === 'routed' ? 'accepted' : 'unrouted', eventId: event.id, runs: [], claimed: [] };
}

/** Neither answered nor known by its key: an earlier try of this statement had stored it without a listener. */
const unroutedOf = (eventId: EventId): AcceptedEvent => ({ status: 'unrouted', eventId, runs: [], claimed: [] });

const duplicateOf = (eventId: EventId): AcceptedEvent => ({ status: 'duplicate', eventId, runs: [], claimed: [] });
