import { Inject, Injectable } from '@nestjs/common';
import type { Session } from '@penstock/contracts';
import { UnitOfWork, UserSessionRow, type ChangeStore } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { Identity } from '../../platform/auth/credential-lookup';
import { sessionLifetimeMs } from '../../platform/auth/session-cookie';
import { randomToken, tokenHash } from '../../platform/auth/token';
import { CLOCK, IDS } from '../../platform/tokens';
import { KnownDevices } from './known-devices';
import { sessionView } from './session-view';
import type { Visitor } from './visitor';

export interface StartedSession {
  readonly token: string;
  /** For browsers that have not signed in as this person before. */
  readonly deviceToken?: string;
  readonly session: Omit<Session, 'demo'>;
}

export type Starting = Visitor & {
  readonly isKnownDevice: boolean;
  /** How they proved who they are, for the audit log. */
  readonly by: 'password' | 'provider';
  /** Changes of the same transaction. */
  readonly before?: (store: ChangeStore) => Promise<void>;
};

/** The last step of every way to sign in. */
@Injectable()
export class StartSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly devices: KnownDevices,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute({ address, agent, isKnownDevice, by, before }: Starting, { organizationId, actor }: Identity): Promise<StartedSession> {
    const [token, csrfToken] = [randomToken(), randomToken()];
    const now = this.clock.now();
    const [id, requestId] = [this.ids.next(), this.ids.next()];
    return this.unitOfWork.run({ organizationId, actor, requestId }, async (store) => {
      await before?.(store);
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
      const deviceToken = isKnownDevice ? undefined : await this.devices.remember(store, actor.id);
      store.record({ action: 'session.started', object: { kind: 'session', id, name: actor.name }, details: { address, by } });
      return { token, ...(deviceToken !== undefined && { deviceToken }), session: await sessionView(store, actor, csrfToken) };
    });
  }
}
