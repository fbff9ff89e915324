import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionWeather } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionWeatherReads } from '../connection-weather-reads';
import { connectionNotFound } from '../connections.errors';

/** The select keeps other organisations' connections out; the row is made when the engine has not met the connection yet. */
const storeHold = `
  insert into connection_health (connection_id, organization_id, hold_reason, held_by, held_since)
  select c.id, c.organization_id, $3, $4, now() from connection c where c.organization_id = $1 and c.id = $2
  on conflict (connection_id) do update set hold_reason = excluded.hold_reason, held_by = excluded.held_by, held_since = excluded.held_since
  returning connection_id`;

@Injectable()
export class HoldConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ConnectionWeatherReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Runs park in front of their next call; what is in flight ends as it would have. @throws ConnectionError CONNECTION_NOT_FOUND */
  async execute(ctx: RequestContext, { id, reason }: { readonly id: string; readonly reason: string }): Promise<ConnectionWeather> {
    await this.unitOfWork.run(ctx, async (store) => {
      const held = await store.query(storeHold, [id, reason, ctx.actor.name]);
      if (held.length === 0) throw connectionNotFound();
      store.record({ action: 'connection.held', object: { kind: 'connection', id }, details: { reason } });
    });
    this.host.connections.weatherChanged(id);
    return this.reads.one(ctx, id);
  }
}
