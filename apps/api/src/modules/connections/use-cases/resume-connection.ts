import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionWeather } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionWeatherReads } from '../connection-weather-reads';
import { ConnectionError } from '../connections.errors';

const endHold = `
  with resumed as (
    update connection_health set hold_reason = null, held_by = null, held_since = null
    where organization_id = $1 and connection_id = $2 and hold_reason is not null returning connection_id
  ) select connection_id from resumed`;

@Injectable()
export class ResumeConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ConnectionWeatherReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Wakes the runs that wait, in order. @throws ConnectionError CONNECTION_NOT_FOUND, CONNECTION_NOT_HELD */
  async execute(ctx: RequestContext, id: string): Promise<ConnectionWeather> {
    const { maintenance } = await this.reads.one(ctx, id);
    await this.unitOfWork.run(ctx, async (store) => {
      if ((await store.query(endHold, [id])).length === 0) throw notHeld();
      store.record({ action: 'connection.resumed', object: { kind: 'connection', id } });
    });
    this.host.connections.weatherChanged(id);
    const after = await this.reads.one(ctx, id);
    // Who would only be held again stays parked and is woken when the calls may go.
    if (maintenance.now === null && after.loadShare > 0) await this.host.connections.wake(id);
    return this.reads.one(ctx, id);
  }
}

const notHeld = (): ConnectionError =>
  new ConnectionError('CONNECTION_NOT_HELD', 'Nobody holds this connection, so there was nothing to resume. Nothing was changed. Reload it to see what stops its calls.');
