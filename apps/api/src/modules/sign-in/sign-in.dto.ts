import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class SignInOptionsDto extends createZodDto(contracts.signInOptions) {}
export class SignInOptionsQueryDto extends createZodDto(contracts.signInOptionsQuery) {}
export class StartOidcDto extends createZodDto(contracts.startOidcRequest) {}
export class StartedOidcDto extends createZodDto(contracts.startedOidc) {}
export class CompleteOidcDto extends createZodDto(contracts.completeOidcRequest) {}
export class CompletedOidcDto extends createZodDto(contracts.completedOidc) {}
export class ProveOidcDto extends createZodDto(contracts.proveOidcRequest) {}
export class SignInProviderDto extends createZodDto(contracts.signInProvider) {}
export class SaveSignInProviderDto extends createZodDto(contracts.saveSignInProviderRequest) {}
