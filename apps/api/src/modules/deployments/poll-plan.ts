import { retargetPoll, type TenantStore } from '@penstock/database';
import { invariant } from '@penstock/kernel';
import { bindingsOf } from '../environments/flow-bindings';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import type { LiveDeployment } from './live-deployment';

/** A poll that rests keeps its cursor, so that a later deployment goes on where this one ended. */
const startPolling = `
  insert into poll_state (intake_source_id, organization_id, connection_id, next_at) values ($2, $1, $3, now())
  on conflict (intake_source_id) do update
    set failure = null, next_at = case when poll_state.next_at = 'infinity' then now() else poll_state.next_at end`;
const restUnusedPolls = `
  update poll_state p set next_at = 'infinity'
  where p.organization_id = $1
    and not exists (select 1 from subscription s where s.intake_source_id = p.intake_source_id and s.active)`;
/** Another flow may listen to the same address and need the poll that this one does without. */
const restPoll = `
  update poll_state set next_at = 'infinity' where organization_id = $1 and intake_source_id = $2
    and (select count(*) from subscription s where s.intake_source_id = $2 and s.active) <= 1`;

/** Inside the transaction that paused or ended a deployment. */
export const restPolls = (store: TenantStore): Promise<unknown> => store.query(restUnusedPolls);

/** Starts, re-targets or rests the polling of a source, inside the deploying transaction. */
export async function planPolling(
  store: TenantStore,
  { sourceId, shelf }: { readonly sourceId: string; readonly shelf: ConnectorShelf },
  { environment, version }: LiveDeployment,
): Promise<void> {
  const { trigger } = version.document;
  await restPolls(store);
  if (shelf.trigger(trigger)?.poll === undefined || trigger.slot === undefined) {
    await store.query(restPoll, [sourceId]);
    return;
  }
  const [binding] = await bindingsOf(store, { environmentId: environment.id, flowId: version.flowId }, [trigger.slot]);
  invariant(binding?.connectionId, 'the checker refused a trigger whose slot is not bound');
  await store.query(startPolling, [sourceId, binding.connectionId]);
  await store.query(retargetPoll, [sourceId, binding.connectionId]);
}
