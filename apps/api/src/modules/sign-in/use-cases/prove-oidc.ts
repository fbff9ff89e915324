import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import { CredentialLookup, type PasswordOwner } from '../../../platform/auth/credential-lookup';
import { SignInChecks } from '../../session/sign-in-checks';
import type { Visitor } from '../../session/visitor';
import { linkIdentity } from '../account-of-person';
import { refused } from '../oidc-refusal';
import { OidcSessions, type OidcOutcome } from '../oidc-sessions';
import { SignInAttempts, type SignInProof } from '../sign-in-attempts';
import type { ProveOidcDto } from '../sign-in.dto';

const selectEmail = 'select email from app_user where organization_id = $1 and id = $2 and deactivated_at is null';

/** Whoever signs in by a provider for the first time proves once that the account of the same address is theirs. */
@Injectable()
export class ProveOidc {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialLookup,
    private readonly checks: SignInChecks,
    private readonly attempts: SignInAttempts,
    private readonly sessions: OidcSessions,
  ) {}

  /** @throws AuthError OIDC_REFUSED, SIGN_IN_REFUSED, SECOND_FACTOR_NEEDED, SECOND_FACTOR_REFUSED, TOO_MANY_ATTEMPTS */
  async execute(visitor: Visitor, { request, browser }: { readonly request: ProveOidcDto; readonly browser: string }): Promise<OidcOutcome> {
    const proof = await this.attempts.findProof(request.token, browser);
    const owner = proof && (await this.ownerOf(proof));
    if (!proof || !owner) throw refused('This sign-in was not begun in this browser, is older than ten minutes, or was finished before');
    await this.check(visitor, { proof, owner, request });
    await this.attempts.forgetProof(proof, request.token);
    const { issuer, subject } = proof;
    const started = await this.sessions.start(visitor, owner, async (store) => {
      if (!proof.isLinked) await linkIdentity(store, { issuer, subject, email: owner.actor.name, userId: owner.actor.id });
    });
    return { started, proof: null, returnTo: proof.returnPath };
  }

  private async check(visitor: Visitor, { proof, owner, request }: { readonly proof: SignInProof; readonly owner: PasswordOwner; readonly request: ProveOidcDto }): Promise<void> {
    const attempt = { address: visitor.address, email: owner.actor.name, isKnownDevice: await this.checks.isKnownDevice(owner, visitor) };
    if (proof.isLinked) await this.checks.passSecondFactor(attempt, owner, request.code);
    else await this.checks.pass(attempt, owner, { email: owner.actor.name, password: request.password ?? '', code: request.code });
  }

  private async ownerOf(proof: SignInProof): Promise<PasswordOwner | undefined> {
    const [row] = await this.unitOfWork.read(proof).query<{ email: string }>(selectEmail, [proof.userId]);
    return row && this.credentials.byEmail(row.email);
  }
}
