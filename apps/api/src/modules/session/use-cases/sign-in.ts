import { Inject, Injectable } from '@nestjs/common';
import type { Session, SignInRequest } from '@penstock/contracts';
import { UnitOfWork, UserSessionRow } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { CredentialLookup, type PasswordOwner } from '../../../platform/auth/credential-lookup';
import { sessionLifetimeMs } from '../../../platform/auth/session-cookie';
import { randomToken, tokenHash } from '../../../platform/auth/token';
import { CLOCK, IDS } from '../../../platform/tokens';
import { sessionView } from '../session-view';
import { SignInChecks } from '../sign-in-checks';
import type { Visitor } from '../visitor';

export interface StartedSession {
  readonly token: string;
  /** For browsers that have not signed in as this person before. */
  readonly deviceToken?: string;
  readonly session: Omit<Session, 'demo'>;
}

type Starting = Visitor & { readonly isKnownDevice: boolean };

@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: CredentialLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: SignInChecks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** There is no request context yet: it begins here. */
  async execute(visitor: Visitor, request: SignInRequest): Promise<StartedSession> {
    const owner = await this.credentials.byEmail(request.email);
    const isKnownDevice = await this.checks.isKnownDevice(owner, visitor);
    const attempt = { address: visitor.address, email: request.email, isKnownDevice };
    return this.startSession({ ...visitor, isKnownDevice }, await this.checks.pass(attempt, owner, request));
  }

  private startSession({ address, agent, isKnownDevice }: Starting, { organizationId, actor }: PasswordOwner): Promise<StartedSession> {
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
        lastSeenAt: new Date(now),
        address,
        agent,
      });
      const deviceToken = isKnownDevice ? undefined : await this.checks.devices.remember(store, actor.id);
      store.record({ action: 'session.started', object: { kind: 'session', id, name: actor.name }, details: { address } });
      return { token, ...(deviceToken !== undefined && { deviceToken }), session: await sessionView(store, actor, csrfToken) };
    });
  }
}
