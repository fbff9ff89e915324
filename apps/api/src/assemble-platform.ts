import { join } from 'node:path';
import { connectors } from '@penstock/connector-catalog';
import { createDataSource, createRequestDataSource } from '@penstock/database';
import { createLog, openVault, startEngine } from '@penstock/engine-host';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import type { ApiConfig } from './platform/config/api-config';
import type { Platform } from './platform/platform.module';

/** Connects to the database, opens the vault and starts the engine in the roles of this process. */
export async function assemblePlatform(config: ApiConfig): Promise<Platform> {
  const [clock, ids, log] = [systemClock, createSystemIds(), createLog(config.logLevel)];
  const dataSource = await createDataSource(config.databaseUrl).initialize();
  const requestDataSource = await createRequestDataSource(config.databaseUrl).initialize();
  const vault = await openVault(config, { statements: dataSource, clock, ids });
  const host = await startEngine(config, { secrets: vault, log, roles: { intake: config.role !== 'worker', worker: config.role !== 'api' } });
  const designerFolder = config.designerFolder ?? join(__dirname, '../../designer/dist');
  return { config: { ...config, designerFolder }, dataSource, requestDataSource, host, vault, connectors, clock, ids, log };
}

export async function closePlatform({ host, dataSource, requestDataSource }: Pick<Platform, 'host' | 'dataSource' | 'requestDataSource'>): Promise<void> {
  await host.drain();
  await requestDataSource.destroy();
  await dataSource.destroy();
}
