import type { Dispatcher, RunStore } from '@penstock/engine';
import type { EventId, Ids, OrganizationId, RunId } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { SignedCallbackAddresses } from './callback-addresses';
import type { OperationOutcome, RunOperations } from './engine-host';
import { replayEvent } from './event-replay';
import type { FlowResponses } from './flow-responses';
import type { RoutedIntakeDesk } from './intake-desk';
import type { RouteTable } from './route-table';

interface Parts {
  readonly pool: Pool;
  readonly store: RunStore;
  readonly dispatcher: Dispatcher;
  readonly routes: RouteTable;
  readonly desk: RoutedIntakeDesk;
  readonly callbacks: SignedCallbackAddresses;
  readonly responses: FlowResponses;
  readonly ids: Ids;
}

/** What people and callers do to runs: one statement each, and a hint to whoever executes them. */
export function createRunOperations({ pool, store, dispatcher, routes, desk, callbacks, responses, ids }: Parts): RunOperations {
  const woken = async (outcome: Promise<OperationOutcome>, runId: RunId): Promise<OperationOutcome> => {
    if ((await outcome) === 'done') dispatcher.announce([runId]);
    return outcome;
  };
  return {
    retryRun: (organizationId, runId) => woken(store.retryRun({ organizationId, runId }), runId),
    cancelRun: (organizationId, runId) => woken(store.cancelRun({ organizationId, runId }), runId),
    replayEvent: (organizationId, eventId) => replayEvent({ pool, routes, desk }, organizationId, eventId),
    decide: (decision) => woken(store.answerWaitpoint({ ...decision, kind: 'decision' }), decision.runId),
    /** Whoever holds the address may end the wait: the address is the proof. */
    takeCallback: async ({ runId, key, proof, body }) => {
      if (!callbacks.isGenuine({ runId, key, proof })) return 'not-found';
      const organizationId = await organizationOf(pool, runId);
      if (!organizationId) return 'not-found';
      return woken(store.answerWaitpoint({ organizationId, runId, key, kind: 'callback', result: body, actor: 'callback', reason: null }), runId);
    },
    settleEffect: async (settlement) => {
      const outcome = await store.settleEffect(settlement);
      if (outcome === 'done') dispatcher.announce([]);
      return outcome;
    },
    rerun: async (request) => {
      const result = await store.rerun({ ...request, newRunId: ids.next() as RunId, newEventId: ids.next() as EventId });
      if (result.kind === 'started') dispatcher.announce([result.runId]);
      return result;
    },
    responseTo: (eventId, withinMs) => responses.of(eventId, withinMs),
  };
}

async function organizationOf(pool: Pool, runId: RunId): Promise<OrganizationId | undefined> {
  const { rows } = await pool.query<{ organization_id: OrganizationId }>('select organization_id from run where id = $1', [runId]);
  return rows[0]?.organization_id;
}
