import { DataSource } from 'typeorm';
import { entities } from './entities';
import { Spine0001 } from './migrations/0001-spine';
import { FlowConstructs0002 } from './migrations/0002-flow-constructs';
import { Triggers0003 } from './migrations/0003-triggers';
import { ConnectionWeather0004 } from './migrations/0004-connection-weather';
import { Retention0005 } from './migrations/0005-retention';
import { Settlements0006 } from './migrations/0006-settlements';
import { CheckedWords0007 } from './migrations/0007-checked-words';
import { Audit0008 } from './migrations/0008-audit';
import { Identity0009 } from './migrations/0009-identity';
import { RowSecurity0010 } from './migrations/0010-row-security';
import { LeftUnknown0011 } from './migrations/0011-left-unknown';
import { VaultAndRoles0012 } from './migrations/0012-vault-and-roles';
import { EnvironmentLife0013 } from './migrations/0013-environment-life';
import { FlowPresence0015 } from './migrations/0015-flow-presence';
import { ImportedConnectors0016 } from './migrations/0016-imported-connectors';
import { StoredFiles0017 } from './migrations/0017-stored-files';
import { SignIn0018 } from './migrations/0018-sign-in';
import { Promotions0019 } from './migrations/0019-promotions';
import { SuggestionMemory0020 } from './migrations/0020-suggestion-memory';
import { AiProvider0021 } from './migrations/0021-ai-provider';
import { SchemaWatch0023 } from './migrations/0023-schema-watch';

export interface DataSourceSettings {
  /** Connections held for configuration and reading; the engine has its own pool. Default 4. */
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** Default 30 s; 0 for migrations, which may have to read a whole table. */
  readonly statementTimeoutMs?: number;
  /** How long a statement may wait for a lock; default as long as it takes. */
  readonly lockTimeoutMs?: number;
  /** Names of the migrations that exist for this data source; default all. */
  readonly onlyMigrations?: readonly string[];
}

/** Reading statements that run longer than this are a mistake in a query, not a busy database. */
const statementTimeoutMs = 30_000;
const silenceMs = 35_000;

/** For requests: connections of their own, because `UnitOfWork` puts them behind row security and nobody else may use them. */
export const createRequestDataSource = (url: string, settings: DataSourceSettings = {}): DataSource =>
  createDataSource(url, { applicationName: 'penstock-requests', ...settings });

/** In the order they run in. */
export const migrations = [
  Spine0001,
  FlowConstructs0002,
  Triggers0003,
  ConnectionWeather0004,
  Retention0005,
  Settlements0006,
  CheckedWords0007,
  Audit0008,
  Identity0009,
  RowSecurity0010,
  LeftUnknown0011,
  VaultAndRoles0012,
  EnvironmentLife0013,
  FlowPresence0015,
  ImportedConnectors0016,
  StoredFiles0017,
  SignIn0018,
  Promotions0019,
  SuggestionMemory0020,
  AiProvider0021,
  SchemaWatch0023,
];
export const migrationNames: readonly string[] = migrations.map((Migration) => new Migration().name);

/** Not connected yet: call `initialize()`. The schema changes by migrations only. */
export function createDataSource(url: string, settings: DataSourceSettings = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: migrations.filter((_, at) => settings.onlyMigrations?.includes(migrationNames[at] ?? '') ?? true),
    migrationsTransactionMode: 'each',
    migrationsRun: false,
    synchronize: false,
    poolSize: settings.poolSize ?? 4,
    applicationName: settings.applicationName ?? 'penstock-api',
    extra: {
      statement_timeout: settings.statementTimeoutMs ?? statementTimeoutMs,
      // Migrations wait as long as they must; everybody else does not wait for a server that has fallen silent.
      ...(settings.statementTimeoutMs !== 0 && { query_timeout: silenceMs, connectionTimeoutMillis: silenceMs }),
      ...(settings.lockTimeoutMs !== undefined && { lock_timeout: settings.lockTimeoutMs }) },
  });
}
