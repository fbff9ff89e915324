import { Module, type DynamicModule } from '@nestjs/common';
import { AccountModule } from './modules/account/account.module';
import { ApiKeysModule } from './modules/api-keys/api-keys.module';
import { AssistModule } from './modules/assist/assist.module';
import { AuditLogModule } from './modules/audit-log/audit-log.module';
import { CasesModule } from './modules/cases/cases.module';
import { ConnectionsModule } from './modules/connections/connections.module';
import { ConnectorsModule } from './modules/connectors/connectors.module';
import { DeploymentsModule } from './modules/deployments/deployments.module';
import { EngineModule } from './modules/engine/engine.module';
import { EnvironmentsModule } from './modules/environments/environments.module';
import { ErasuresModule } from './modules/erasures/erasures.module';
import { EventsModule } from './modules/events/events.module';
import { FilesModule } from './modules/files/files.module';
import { FlowTestsModule } from './modules/flow-tests/flow-tests.module';
import { FlowTemplatesModule } from './modules/flow-templates/flow-templates.module';
import { FlowsModule } from './modules/flows/flows.module';
import { HealthModule } from './modules/health/health.module';
import { MappingsModule } from './modules/mappings/mappings.module';
import { OverviewModule } from './modules/overview/overview.module';
import { PromotionsModule } from './modules/promotions/promotions.module';
import { ReferenceDataModule } from './modules/reference-data/reference-data.module';
import { RehearsalsModule } from './modules/rehearsals/rehearsals.module';
import { RunsModule } from './modules/runs/runs.module';
import { SchemasModule } from './modules/schemas/schemas.module';
import { ServiceAccountsModule } from './modules/service-accounts/service-accounts.module';
import { SessionModule } from './modules/session/session.module';
import { SignInModule } from './modules/sign-in/sign-in.module';
import { StreamModule } from './modules/stream/stream.module';
import { TriggersModule } from './modules/triggers/triggers.module';
import { UsersModule } from './modules/users/users.module';
import { VaultModule } from './modules/vault/vault.module';
import { PlatformModule, type Platform } from './platform/platform.module';

@Module({})
export class ApiModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(platform),
        SessionModule,
        SignInModule,
        EnvironmentsModule,
        PromotionsModule,
        ReferenceDataModule,
        OverviewModule,
        FlowTemplatesModule,
        FlowsModule,
        AssistModule,
        MappingsModule,
        DeploymentsModule,
        TriggersModule,
        ConnectorsModule,
        ConnectionsModule,
        EngineModule,
        SchemasModule,
        ErasuresModule,
        EventsModule,
        FilesModule,
        RunsModule,
        RehearsalsModule,
        FlowTestsModule,
        CasesModule,
        UsersModule,
        AccountModule,
        ApiKeysModule,
        ServiceAccountsModule,
        AuditLogModule,
        VaultModule,
        StreamModule,
        HealthModule,
      ],
    };
  }
}
