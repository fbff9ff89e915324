import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock, Ids } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import { createZodValidationPipe, ZodSerializerInterceptor } from 'nestjs-zod';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AuditInterceptor } from './audit/audit.interceptor';
import { AccessGuard } from './auth/access.guard';
import { CredentialLookup } from './auth/credential-lookup';
import { SecondFactor } from './auth/second-factor';
import type { ApiConfig } from './config/api-config';
import { createConnectorShelf } from './connector-shelf';
import { WholeListInterceptor } from './http/whole-list.interceptor';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { createMailer } from './mail/mailer';
import { ProblemFilter } from './problem/problem.filter';
import { requestInvalid } from './problem/request.errors';
import { API_CONFIG, CLOCK, CONNECTOR_SHELF, ENGINE_HOST, IDS, LOG, MAILER, VAULT } from './tokens';

/** Everything the modules get from outside; made by `main`, or by a test. */
export interface Platform {
  readonly config: ApiConfig;
  readonly host: EngineHost;
  readonly dataSource: DataSource;
  /** For statements of requests: see `UnitOfWork`. */
  readonly requestDataSource: DataSource;
  readonly vault: Vault;
  readonly connectors: readonly ConnectorDefinition[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

const RequestValidation = createZodValidationPipe({ createValidationException: requestInvalid });

@Global()
@Module({})
export class PlatformModule {
  static with({ config, host, dataSource, requestDataSource, vault, connectors, clock, ids, log }: Platform): DynamicModule {
    const values = [
      { provide: API_CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
      { provide: CONNECTOR_SHELF, useValue: createConnectorShelf(connectors) },
      { provide: ENGINE_HOST, useValue: host },
      { provide: IDS, useValue: ids },
      { provide: LOG, useValue: log },
      { provide: MAILER, useValue: createMailer(config, log) },
      { provide: VAULT, useValue: vault },
      { provide: UnitOfWork, useValue: new UnitOfWork(dataSource, requestDataSource) },
      { provide: CredentialLookup, useValue: new CredentialLookup(dataSource, clock) },
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        ...values,
        SecondFactor,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestValidation },
        // Outermost: a repeated answer is stored as it left and is not judged again.
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: WholeListInterceptor },
      ],
      exports: [...values.map(({ provide }) => provide), SecondFactor],
    };
  }
}
