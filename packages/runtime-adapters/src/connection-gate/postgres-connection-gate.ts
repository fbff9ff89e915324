import type { ConnectionId } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { PostgresNotifications } from '../notifications/postgres-notifications';
import { PostgresWeatherStore } from './postgres-weather-store';
import { SharedConnectionGate, type GateParts } from './shared-connection-gate';

export interface PostgresGateParts extends Omit<GateParts, 'store' | 'tell'> {
  readonly pool: Pool;
  readonly workerId: string;
  readonly notifications?: Pick<PostgresNotifications, 'on' | 'send'>;
}

/** The gate over Postgres: changes are told on a channel of their own, and found by the next round when that is lost. */
export class PostgresConnectionGate extends SharedConnectionGate {
  constructor({ pool, workerId, notifications, ...parts }: PostgresGateParts) {
    super({
      ...parts,
      store: new PostgresWeatherStore(pool, { workerId, clock: parts.clock }),
      tell: (connectionId) => notifications?.send('penstock_weather', connectionId),
    });
    notifications?.on('penstock_weather', (connectionId) => void this.refresh(connectionId as ConnectionId));
  }
}
