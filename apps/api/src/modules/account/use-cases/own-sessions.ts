import { Injectable } from '@nestjs/common';
import type { AccountSession } from '@penstock/contracts';
import { UnitOfWork, UserSessionRow } from '@penstock/database';
import { AccountError } from '../account.errors';
import type { Person } from '../person';

@Injectable()
export class OwnSessions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list({ ctx, sessionId }: Person): Promise<readonly AccountSession[]> {
    const sessions = this.unitOfWork.read(ctx).repository(UserSessionRow);
    const rows = await sessions.find({ where: { userId: ctx.actor.id }, order: { createdAt: 'DESC' } });
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      expiresAt: row.expiresAt.toISOString(),
      address: row.address,
      agent: row.agent,
      isCurrent: row.id === sessionId,
    }));
  }

  /** @throws AccountError SESSION_NOT_FOUND, also for a session of somebody else. */
  async end({ ctx }: Person, id: string): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const ended = await store.repository(UserSessionRow).delete({ id, userId: ctx.actor.id });
      if (ended === 0) throw new AccountError('SESSION_NOT_FOUND', 'There is no such session: it has ended. Nothing was changed. Reload the list.');
      store.record({ action: 'session.ended', object: { kind: 'session', id, name: ctx.actor.name } });
    });
  }
}
