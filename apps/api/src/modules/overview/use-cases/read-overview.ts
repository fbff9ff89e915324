import { Injectable } from '@nestjs/common';
import type { Overview } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ReadRestoreGuard } from '../../engine/use-cases/read-restore-guard';
import { requireEnvironment } from '../../environments/require-environment';

/** Ids are time-ordered, but the day is counted by arrival: the index on it is the event's own order. */
const selectFigures = `
  with today as (select date_trunc('day', now() at time zone 'utc') at time zone 'utc' as start)
  select
    (select count(*)::int from event e, today where e.organization_id = $1 and e.environment_id = $2 and e.received_at >= today.start) as received,
    (select count(*)::int from run r, today where r.organization_id = $1 and r.environment_id = $2
       and r.status = 'succeeded' and r.finished_at >= today.start) as succeeded,
    (select percentile_cont(0.95) within group (order by extract(epoch from r.finished_at - r.created_at) * 1000)
       from run r, today where r.organization_id = $1 and r.environment_id = $2 and r.status = 'succeeded' and r.finished_at >= today.start) as p95,
    (select count(*)::int from run r where r.organization_id = $1 and r.environment_id = $2 and r.status = 'needs-attention') as needs_attention,
    (select count(*)::int from run r join run_queue q on q.run_id = r.id
       where r.organization_id = $1 and r.environment_id = $2 and r.status <> 'needs-attention') as in_flight,
    (select count(*)::int from event e where e.organization_id = $1 and e.environment_id = $2 and e.state = 'unrouted') as unrouted`;
/** The amounts of effects for which `counts` holds, by currency; of all attempts of a step only the newest. */
const sumsWhere = (counts: string): string => `
  select x.currency, sum(x.amount)::text as amount from effect x join run r on r.id = x.run_id
  where r.organization_id = $1 and r.environment_id = $2 and r.finished_at is null and x.amount is not null and ${counts}
    and not exists (select 1 from effect later where later.run_id = x.run_id and later.step_id = x.step_id and later.attempt > x.attempt)
  group by x.currency order by x.currency`;
/** What a person gave up is decided: it did not happen and shall not be sent. */
const selectMoneyAtRisk = sumsWhere(`r.status = 'needs-attention' and (x.state in ('INTENT', 'UNKNOWN', 'NEEDS_HUMAN')
    or (x.state = 'REJECTED' and coalesce(x.word::json ->> 'says', '') <> 'stop' and coalesce(x.resolved_by, '') not like '%: %'))`);
/** What the platform is looking up itself; an intent is in doubt only once its answer is overdue, and then it is unknown. */
const selectMoneyInDoubt = sumsWhere(`x.state = 'UNKNOWN' and r.status <> 'needs-attention'`);

interface Figures {
  readonly received: number;
  readonly succeeded: number;
  readonly p95: number | null;
  readonly needs_attention: number;
  readonly in_flight: number;
  readonly unrouted: number;
}

@Injectable()
export class ReadOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readRestoreGuard: ReadRestoreGuard,
  ) {}

  /** @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
  async execute(ctx: RequestContext, key: string): Promise<Overview> {
    const store = this.unitOfWork.read(ctx);
    const environment = await requireEnvironment(store, key);
    const [figures] = await store.query<Figures>(selectFigures, [environment.id]);
    const moneyAtRisk = await store.query<{ currency: string; amount: string }>(selectMoneyAtRisk, [environment.id]);
    const moneyInDoubt = await store.query<{ currency: string; amount: string }>(selectMoneyInDoubt, [environment.id]);
    const guard = await this.readRestoreGuard.execute();
    return {
      environment: environment.key,
      receivedToday: figures?.received ?? 0,
      succeededToday: figures?.succeeded ?? 0,
      inFlight: figures?.in_flight ?? 0,
      needsAttention: figures?.needs_attention ?? 0,
      moneyAtRisk,
      moneyInDoubt,
      p95Ms: figures?.p95 ?? null,
      unrouted: figures?.unrouted ?? 0,
      ...(guard.status === 'held' && guard.message && { sendingHeld: guard.message }),
    };
  }
}
