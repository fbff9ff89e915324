import { Module } from '@nestjs/common';
import { AccountController } from './account.controller';
import { OwnPassword } from './use-cases/own-password';
import { OwnSecondFactor } from './use-cases/own-second-factor';
import { OwnSessions } from './use-cases/own-sessions';

@Module({ controllers: [AccountController], providers: [OwnSessions, OwnPassword, OwnSecondFactor] })
export class AccountModule {}
