import { Inject, Injectable } from '@nestjs/common';
import type { Session } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { SignedInSession } from '../../../platform/auth/authenticated-request';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ApiConfig } from '../../../platform/config/api-config';
import { API_CONFIG } from '../../../platform/tokens';
import { demoLinks, sessionView } from '../session-view';

@Injectable()
export class DescribeSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async execute(ctx: RequestContext, session: SignedInSession | undefined): Promise<Session> {
    const view = await sessionView(this.unitOfWork.read(ctx), ctx.actor, session?.csrfToken ?? '');
    return { ...view, ...demoLinks(this.config) };
  }
}
