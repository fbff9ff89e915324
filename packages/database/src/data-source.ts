import { DataSource } from 'typeorm';
import { entities } from './entities';
import { Spine0001 } from './migrations/0001-spine';
import { FlowConstructs0002 } from './migrations/0002-flow-constructs';
import { Triggers0003 } from './migrations/0003-triggers';
import { ConnectionWeather0004 } from './migrations/0004-connection-weather';

export interface DataSourceSettings {
  /** Connections held for configuration and reading; the engine has its own pool. Default 4. */
  readonly poolSize?: number;
  readonly applicationName?: string;
}

/** Reading statements that run longer than this are a mistake in a query, not a busy database. */
const statementTimeoutMs = 30_000;

/** Not connected yet: call `initialize()`. The schema changes by migrations only. */
export function createDataSource(url: string, settings: DataSourceSettings = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [Spine0001, FlowConstructs0002, Triggers0003, ConnectionWeather0004],
    migrationsTransactionMode: 'each',
    migrationsRun: false,
    synchronize: false,
    poolSize: settings.poolSize ?? 4,
    applicationName: settings.applicationName ?? 'penstock-api',
    extra: { statement_timeout: statementTimeoutMs },
  });
}
