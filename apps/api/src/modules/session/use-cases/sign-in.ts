import { Injectable } from '@nestjs/common';
import type { SignInRequest } from '@penstock/contracts';
import { CredentialLookup } from '../../../platform/auth/credential-lookup';
import { SignInChecks } from '../sign-in-checks';
import { StartSession, type StartedSession } from '../start-session';
import type { Visitor } from '../visitor';

@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: CredentialLookup,
    private readonly checks: SignInChecks,
    private readonly startSession: StartSession,
  ) {}

  /** There is no request context yet: it begins here. @throws AuthError */
  async execute(visitor: Visitor, request: SignInRequest): Promise<StartedSession> {
    const owner = await this.credentials.byEmail(request.email);
    const isKnownDevice = await this.checks.isKnownDevice(owner, visitor);
    const attempt = { address: visitor.address, email: request.email, isKnownDevice };
    const person = await this.checks.pass(attempt, owner, request);
    await this.checks.assertPasswordsAllowed(person);
    return this.startSession.execute({ ...visitor, isKnownDevice, by: 'password' }, person);
  }
}
