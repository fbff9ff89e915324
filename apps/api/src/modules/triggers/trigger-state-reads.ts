import { Inject, Injectable } from '@nestjs/common';
import type { ScheduledTime, TriggerState } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { localText } from '@penstock/engine';
import type { ScheduleSpec } from '@penstock/connector-sdk';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CONNECTOR_SHELF } from '../../platform/tokens';

/** Only what a live deployment listens to: a former version has no times any more. */
const selectState = `
  select i.connector, i.trigger, i.trigger_version,
    c.spec, c.next_at as schedule_next, c.last_nominal, c.waiting, c.note, c.failure as schedule_failure,
    p.intake_source_id is not null as polls, case when isfinite(p.next_at) then p.next_at end as poll_next, p.last_polled_at, p.failure as poll_failure,
    extract(epoch from now() - p.cursor_at)::int as cursor_age
  from subscription s join intake_source i on i.id = s.intake_source_id
    left join schedule_state c on c.intake_source_id = i.id
    left join poll_state p on p.intake_source_id = i.id
  where s.organization_id = $1 and s.deployment_id = $2 and s.active`;

interface StateView {
  readonly connector: string;
  readonly trigger: string;
  readonly trigger_version: number;
  readonly spec: ScheduleSpec | null;
  readonly schedule_next: Date | null;
  readonly last_nominal: Date | null;
  readonly waiting: readonly { readonly nominal: number }[] | null;
  readonly note: string | null;
  readonly schedule_failure: string | null;
  readonly polls: boolean;
  readonly poll_next: Date | null;
  readonly last_polled_at: Date | null;
  readonly poll_failure: string | null;
  readonly cursor_age: number | null;
}

@Injectable()
export class TriggerStateReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  async ofDeployment(ctx: RequestContext, deploymentId: string): Promise<TriggerState> {
    const [row] = await this.unitOfWork.read(ctx).query<StateView>(selectState, [deploymentId]);
    if (!row) return { schedule: null, poll: null, canBackfill: false, canSyncRecord: false };
    const poll = this.shelf.trigger({ connector: row.connector, trigger: row.trigger, version: row.trigger_version })?.poll;
    return {
      schedule: scheduleOf(row),
      poll: row.polls && poll ? pollOf(row) : null,
      canBackfill: row.polls && poll?.backfill !== undefined,
      canSyncRecord: row.polls && poll?.one !== undefined,
    };
  }
}

function scheduleOf({ spec, schedule_next: next, last_nominal: last, waiting, note, schedule_failure: failure }: StateView): TriggerState['schedule'] {
  if (!spec) return null;
  const { cron, timeZone } = spec;
  const time = (at: Date | null): ScheduledTime | null => (at === null ? null : timeOf(at.getTime(), timeZone));
  return { cron, timeZone, next: time(next), last: time(last), waiting: (waiting ?? []).map(({ nominal }) => timeOf(nominal, timeZone)), note, failure };
}

const pollOf = ({ poll_next: next, last_polled_at: last, cursor_age: cursorAgeSeconds, poll_failure: failure }: StateView): TriggerState['poll'] => ({
  nextAt: next?.toISOString() ?? null,
  lastAt: last?.toISOString() ?? null,
  cursorAgeSeconds,
  failure,
});

export const timeOf = (instant: number, timeZone: string): ScheduledTime => ({ at: new Date(instant).toISOString(), local: localText(instant, timeZone) });
