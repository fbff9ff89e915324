import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { randomToken, tokenHash } from '../../platform/auth/token';
import { CLOCK } from '../../platform/tokens';

const lifetimeMs = 10 * 60_000;

export interface SignInAttempt {
  readonly organizationId: string;
  readonly issuer: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnPath: string;
}

export interface SignInProof {
  readonly organizationId: string;
  readonly userId: string;
  readonly issuer: string;
  readonly subject: string;
  /** The account is known to be theirs; only its second factor is missing. */
  readonly isLinked: boolean;
  readonly returnPath: string;
}

const forgetOld = `
  with old as (delete from sign_in_proof where organization_id = $1 and expires_at < $2)
  delete from sign_in_attempt where organization_id = $1 and expires_at < $2`;
const insertAttempt = `
  insert into sign_in_attempt (organization_id, state_hash, browser_hash, issuer, nonce, code_verifier, return_path, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const insertProof = `
  insert into sign_in_proof (organization_id, token_hash, browser_hash, user_id, issuer, subject, is_linked, return_path, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
/** Gone with the first look, whoever looks: a state that was seen counts no second time. */
const takeAttempt = `
  with taken as (delete from sign_in_attempt where state_hash = $1 returning *)
  select organization_id as "organizationId", issuer, nonce, code_verifier as "codeVerifier", return_path as "returnPath"
  from taken where browser_hash = $2 and expires_at > $3`;
const selectProof = `
  select organization_id as "organizationId", user_id as "userId", issuer, subject, is_linked as "isLinked", return_path as "returnPath"
  from sign_in_proof where token_hash = $1 and browser_hash = $2 and expires_at > $3`;
const forgetProof = 'delete from sign_in_proof where organization_id = $1 and token_hash = $2';

/** Sign-ins under way. Each belongs to the browser that began it: nobody can finish one in somebody else's. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async begin(state: string, browser: string, { organizationId, issuer, nonce, codeVerifier, returnPath }: SignInAttempt): Promise<void> {
    const store = this.unitOfWork.read({ organizationId });
    await store.query(forgetOld, [this.at(0)]);
    await store.query(insertAttempt, [tokenHash(state), tokenHash(browser), issuer, nonce, codeVerifier, returnPath, this.at(lifetimeMs)]);
  }

  take(state: string, browser: string): Promise<SignInAttempt | undefined> {
    return this.unitOfWork.installation<SignInAttempt>(takeAttempt, [tokenHash(state), tokenHash(browser), this.at(0)]);
  }

  /** @returns the token that stands for it. */
  async askForProof(browser: string, { organizationId, userId, issuer, subject, isLinked, returnPath }: SignInProof): Promise<string> {
    const token = randomToken();
    const values = [tokenHash(token), tokenHash(browser), userId, issuer, subject, isLinked, returnPath, this.at(lifetimeMs)];
    await this.unitOfWork.read({ organizationId }).query(insertProof, values);
    return token;
  }

  findProof(token: string, browser: string): Promise<SignInProof | undefined> {
    return this.unitOfWork.installation<SignInProof>(selectProof, [tokenHash(token), tokenHash(browser), this.at(0)]);
  }

  async forgetProof({ organizationId }: SignInProof, token: string): Promise<void> {
    await this.unitOfWork.read({ organizationId }).query(forgetProof, [tokenHash(token)]);
  }

  private at(later: number): Date {
    return new Date(this.clock.now() + later);
  }
}
