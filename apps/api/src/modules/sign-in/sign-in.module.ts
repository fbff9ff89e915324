import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module';
import { AccountOfPerson } from './account-of-person';
import { OidcClients } from './oidc-clients';
import { OidcSessions } from './oidc-sessions';
import { ProviderRows } from './provider-rows';
import { SignInAttempts } from './sign-in-attempts';
import { SignInProviderController } from './sign-in-provider.controller';
import { SignInController } from './sign-in.controller';
import { CompleteOidc } from './use-cases/complete-oidc';
import { KeepProvider } from './use-cases/keep-provider';
import { ProveOidc } from './use-cases/prove-oidc';
import { StartOidc } from './use-cases/start-oidc';

@Module({
  imports: [SessionModule],
  controllers: [SignInController, SignInProviderController],
  providers: [ProviderRows, OidcClients, SignInAttempts, AccountOfPerson, OidcSessions, StartOidc, CompleteOidc, ProveOidc, KeepProvider],
})
export class SignInModule {}
