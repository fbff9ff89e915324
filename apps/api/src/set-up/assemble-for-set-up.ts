import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { connectors } from '@penstock/connector-catalog';
import { createDataSource, createRequestDataSource } from '@penstock/database';
import { createLog, openVault } from '@penstock/engine-host';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { ApiModule } from '../api.module';
import type { ApiConfig } from '../platform/config/api-config';
import type { Platform } from '../platform/platform.module';
import { idleEngineHost } from './idle-engine-host';

export interface SetUpAssembly extends Platform {
  readonly app: INestApplicationContext;
  close(): Promise<void>;
}

/** The use cases without HTTP and without an engine: setting up sends nothing and runs nothing. */
export async function assembleForSetUp(config: ApiConfig): Promise<SetUpAssembly> {
  const [clock, ids] = [systemClock, createSystemIds()];
  const dataSource = await createDataSource(config.databaseUrl, { poolSize: 2 }).initialize();
  const requestDataSource = await createRequestDataSource(config.databaseUrl, { poolSize: 2 }).initialize();
  const vault = await openVault(config, { statements: dataSource, clock, ids });
  const parts: Platform = {
    config,
    dataSource,
    requestDataSource,
    host: idleEngineHost,
    vault,
    connectors,
    clock,
    ids,
    log: createLog(config.logLevel),
  };
  const app = await NestFactory.createApplicationContext(ApiModule.with(parts), { logger: ['error', 'warn'] });
  return {
    ...parts,
    app,
    close: async () => {
      await app.close();
      await requestDataSource.destroy();
      await dataSource.destroy();
    },
  };
}
