import { verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import type { Session, SignInRequest } from '@penstock/contracts';
import { UnitOfWork, UserSessionRow } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { AuthError } from '../../../platform/auth/auth.errors';
import { CredentialLookup, type PasswordOwner } from '../../../platform/auth/credential-lookup';
import { sessionLifetimeMs } from '../../../platform/auth/session-cookie';
import { randomToken, tokenHash } from '../../../platform/auth/token';
import { CLOCK, IDS } from '../../../platform/tokens';
import { sessionView } from '../session-view';
import { SignInThrottle } from '../sign-in-throttle';

/** A hash that no password has: an unknown address costs as much time as a wrong password, so neither can be told apart. */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$CBgLZxz9VHeryOaeQCqNcQ$vP5/xK8PDl35GhjG4776ccauHosZKy5WoK23ncvhgcE';

export interface StartedSession {
  readonly token: string;
  readonly session: Omit<Session, 'demo'>;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: CredentialLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly throttle: SignInThrottle,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** There is no request context yet: it begins here. */
  async execute(address: string, { email, password }: SignInRequest): Promise<StartedSession> {
    this.throttle.assertMayTry(address, email);
    const owner = await this.credentials.byEmail(email);
    const isRight = await verify(owner?.passwordHash ?? nobodysHash, password);
    if (!owner || !isRight) {
      this.throttle.recordFailure(address, email);
      throw new AuthError('SIGN_IN_REFUSED', 'The e-mail address or the password is not right. Check both and try again.');
    }
    this.throttle.forget(address, email);
    return this.startSession(address, owner);
  }

  private startSession(address: string, { organizationId, actor }: PasswordOwner): Promise<StartedSession> {
    const [token, csrfToken] = [randomToken(), randomToken()];
    const now = this.clock.now();
    const [id, requestId] = [this.ids.next(), this.ids.next()];
    return this.unitOfWork.run({ organizationId, actor, requestId }, async (store) => {
      await store.query('delete from user_session where organization_id = $1 and expires_at < $2', [new Date(now)]);
      await store.repository(UserSessionRow).insert({
        id,
        userId: actor.id,
        tokenHash: tokenHash(token),
        csrfToken,
        createdAt: new Date(now),
        expiresAt: new Date(now + sessionLifetimeMs),
      });
      store.record({ action: 'session.started', object: { kind: 'session', id, name: actor.name }, details: { address } });
      return { token, session: await sessionView(store, actor, csrfToken) };
    });
  }
}
