import { Module } from '@nestjs/common';
import { ServiceAccountReads } from './service-account-reads';
import { ServiceAccountsController } from './service-accounts.controller';
import { KeepServiceAccounts } from './use-cases/keep-service-accounts';

@Module({ controllers: [ServiceAccountsController], providers: [ServiceAccountReads, KeepServiceAccounts] })
export class ServiceAccountsModule {}
