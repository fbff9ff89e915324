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
    await this.unitOfWork.read(ctx).repository(UserSessionRow).delete({ id: session.id });
  }
}
