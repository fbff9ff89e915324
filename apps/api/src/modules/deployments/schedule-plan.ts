import { nominalTimesOf } from '@penstock/engine';
import type { ScheduleSpec } from '@penstock/connector-sdk';
import type { TenantStore } from '@penstock/database';
import { TRIGGER_ID, type FlowProblem, type FlowTrigger } from '@penstock/flow-model';
import { invariant } from '@penstock/kernel';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import type { LiveDeployment } from './live-deployment';

/**
 * A next version with the same times keeps them, and so what was missed meanwhile; other times begin anew. Either way
 * the schedule is looked at now, and the epoch grows: a turn under way by the former times writes nothing any more.
 */
const startSchedule = `
  insert into schedule_state (intake_source_id, organization_id, spec, next_at, look_at) values ($2, $1, $3, $4, coalesce($4, 'infinity'::timestamptz))
  on conflict (intake_source_id) do update
    set spec = excluded.spec, failure = null, failures = 0, note = null, epoch = schedule_state.epoch + 1, owner = null, lease_until = null,
        next_at = case when schedule_state.spec - '{missed,maxCatchUp,overlap}'::text[] = excluded.spec - '{missed,maxCatchUp,overlap}'::text[]
                       then schedule_state.next_at else excluded.next_at end,
        look_at = now()`;
/** The times of a flow that is not live have no meaning: nobody wants them made up for later. Of a paused one they are waiting. */
const removeUnused = `
  delete from schedule_state c where c.organization_id = $1
    and not exists (select 1 from subscription s join deployment d on d.id = s.deployment_id
                    where s.intake_source_id = c.intake_source_id and (s.active or d.status = 'paused'))`;

/** Inside the transaction that ended a deployment. */
export const dropUnusedSchedules = (store: TenantStore): Promise<unknown> => store.query(removeUnused);

/** Begins, changes or removes the schedule of a source, inside the deploying transaction. */
export async function planSchedule(
  store: TenantStore,
  { sourceId, shelf, now }: { readonly sourceId: string; readonly shelf: ConnectorShelf; readonly now: number },
  { version }: LiveDeployment,
): Promise<void> {
  const spec = specOf(shelf, version.document.trigger);
  await dropUnusedSchedules(store);
  if (!spec) {
    await store.query('delete from schedule_state where organization_id = $1 and intake_source_id = $2', [sourceId]);
    return;
  }
  const times = nominalTimesOf(spec);
  invariant(times.ok, 'the checker refused a schedule that cannot be kept');
  const next = times.value.next(now);
  await store.query(startSchedule, [sourceId, JSON.stringify(spec), next === null ? null : new Date(next)]);
}

/** Times that cannot be kept: the trigger would be deployed and never start. */
export function scheduleProblems(shelf: ConnectorShelf, trigger: FlowTrigger): readonly FlowProblem[] {
  const spec = specOf(shelf, trigger);
  const times = spec && nominalTimesOf(spec);
  if (!times || times.ok) return [];
  const { field, message } = times.error;
  return [
    { code: 'SCHEDULE_INVALID', severity: 'error', stepId: TRIGGER_ID, field, message: `“${trigger.name}”: ${message}`, fix: 'Correct the times of the trigger.' },
  ];
}

function specOf(shelf: ConnectorShelf, trigger: FlowTrigger): ScheduleSpec | undefined {
  const definition = shelf.trigger(trigger);
  const settings = definition?.settings.safeParse(trigger.settings);
  return definition?.schedule && settings?.success ? definition.schedule.spec(settings.data) : undefined;
}
