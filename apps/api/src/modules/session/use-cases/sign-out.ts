import { Injectable } from '@nestjs/common';
import { UnitOfWork, UserSessionRow } from '@penstock/database';
import type { SignedInSession } from '../../../platform/auth/authenticated-request';
import type { RequestContext } from '../../../platform/auth/request-context';

@Injectable()
export class SignOut {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** An API key has no session to end; it stays valid until it is revoked. */
  async execute(ctx: RequestContext, session: SignedInSession | undefined): Promise<void> {
    if (!session) return;
    await this.unitOfWork.run(ctx, async (store) => {
      await store.repository(UserSessionRow).delete({ id: session.id });
      store.record({ action: 'session.ended', object: { kind: 'session', id: session.id, name: ctx.actor.name } });
    });
  }
}
