import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionLimits, ConnectionWeather } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionWeatherReads } from '../connection-weather-reads';
import { connectionNotFound } from '../connections.errors';

const updateLimits = `with changed as (update connection set limits = $3 where organization_id = $1 and id = $2 returning id) select id from changed`;

@Injectable()
export class SetConnectionLimits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ConnectionWeatherReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Counts for the calls that follow; calls in flight end as they would have. @throws ConnectionError CONNECTION_NOT_FOUND */
  async execute(ctx: RequestContext, { id, limits }: { readonly id: string; readonly limits: ConnectionLimits }): Promise<ConnectionWeather> {
    await this.unitOfWork.run(ctx, async (store) => {
      const changed = await store.query(updateLimits, [id, JSON.stringify(limits)]);
      if (changed.length === 0) throw connectionNotFound();
      store.record({ action: 'connection.limits-changed', object: { kind: 'connection', id }, details: { limits } });
    });
    this.host.connections.forget(id);
    this.host.connections.weatherChanged(id);
    return this.reads.one(ctx, id);
  }
}
