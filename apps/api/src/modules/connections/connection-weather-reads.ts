import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionWeather } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { CLOCK } from '../../platform/tokens';
import { weatherView, type WeatherFacts } from './connection-weather-view';
import { connectionNotFound } from './connections.errors';

/** A held run has no effect yet, so the money it carries is what its trigger says. */
const selectWeather = `
  select c.id, c.name, c.limits, h.state, h.cause, h.since, h.probe_at, h.failure, h.hold_reason, h.held_by, h.held_since,
    h.learned_rate, h.factor, h.throttled_at, h.blocked_until,
    coalesce(s.calls, 0)::int as calls, coalesce(s.failures, 0)::int as failures,
    coalesce(w.runs, 0)::int as runs, coalesce(w.money, '[]') as money
  from connection c
    left join connection_health h on h.connection_id = c.id
    left join lateral (
      select sum(k.calls) as calls, sum(k.failures) as failures from connection_calls k
      where k.connection_id = c.id and k.at > now() - interval '35 seconds') s on true
    left join lateral (
      select sum(m.runs) as runs, jsonb_agg(jsonb_build_object('currency', m.currency, 'amount', m.amount::text) order by m.currency)
        filter (where m.currency is not null and m.amount is not null) as money
      from (
        select l.currency, count(*) as runs, sum(l.amount) as amount
        from run_queue q join run r on r.id = q.run_id
          cross join lateral (select case when r.labels::jsonb->>'amount' ~ '^-?[0-9]+([.][0-9]+)?$' then (r.labels::jsonb->>'amount')::numeric end as amount,
            r.labels::jsonb->>'currency' as currency) l
        where q.blocked_on = c.id and q.owner is null and q.organization_id = $1 and r.organization_id = $1
        group by l.currency) m) w on true
  where c.organization_id = $1`;

@Injectable()
export class ConnectionWeatherReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async all(ctx: RequestContext): Promise<readonly ConnectionWeather[]> {
    const rows = await this.unitOfWork.read(ctx).query<WeatherFacts>(`${selectWeather} order by c.name`);
    return rows.map((row) => weatherView(row, this.clock.now()));
  }

  /** @throws ConnectionError CONNECTION_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<ConnectionWeather> {
    const [row] = await this.unitOfWork.read(ctx).query<WeatherFacts>(`${selectWeather} and c.id = $2`, [id]);
    if (!row) throw connectionNotFound();
    return weatherView(row, this.clock.now());
  }
}
