import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { connectors } from '@penstock/connector-catalog';
import { createDataSource, createRequestDataSource } from '@penstock/database';
import { createLog } from '@penstock/engine-host';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { createVault } from '@penstock/vault';
import { ApiModule } from '../../api.module';
import { idleEngineHost } from '../../set-up/idle-engine-host';
import { readApiConfig } from '../config/api-config';
import { openApiDocument } from './open-api';

/** The description of the API as the code says it: nothing is connected, nothing listens, nothing runs. */
export async function describeApi(): Promise<OpenAPIObject> {
  const config = readApiConfig({ DATABASE_URL: 'postgres://nowhere', PENSTOCK_MASTER_KEY: '00'.repeat(32), PENSTOCK_LOG_LEVEL: 'silent' });
  const [dataSource, requestDataSource] = [createDataSource(config.databaseUrl), createRequestDataSource(config.databaseUrl)];
  const [clock, ids, log] = [systemClock, createSystemIds(), createLog(config.logLevel)];
  const vault = createVault({ statements: dataSource, keys: config.keys, clock, ids });
  const module = ApiModule.with({ config, host: idleEngineHost, dataSource, requestDataSource, vault, connectors, clock, ids, log });
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { bodyParser: false, logger: ['error'] });
  return openApiDocument(app);
}
