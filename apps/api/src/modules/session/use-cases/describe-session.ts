import { Inject, Injectable } from '@nestjs/common';
import type { Session } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { SignedInSession } from '../../../platform/auth/authenticated-request';
import type { RequestContext } from '../../../platform/auth/request-context';
import { randomToken, tokenHash } from '../../../platform/auth/token';
import type { ApiConfig } from '../../../platform/config/api-config';
import { API_CONFIG, CLOCK } from '../../../platform/tokens';
import { demoLinks, sessionView } from '../session-view';

/** A token that was copied from somewhere is of no use for longer than this, while the session is in use. */
const tokenLifetimeMs = 60 * 60_000;
const exchangeToken = `
  with exchanged as (
    update user_session set previous_token_hash = token_hash, token_hash = $3, rotated_at = $4
    where organization_id = $1 and id = $2 and coalesce(rotated_at, created_at) < $5 returning id)
  select id from exchanged`;

export interface DescribedSession {
  readonly session: Session;
  /** In place of the one the request came with. */
  readonly token?: string;
}

@Injectable()
export class DescribeSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async execute(ctx: RequestContext, session: SignedInSession | undefined): Promise<DescribedSession> {
    const view = await sessionView(this.unitOfWork.read(ctx), ctx.actor, session?.csrfToken ?? '');
    const token = session && (await this.freshToken(ctx, session.id));
    return { session: { ...view, ...demoLinks(this.config) }, ...(token !== undefined && { token }) };
  }

  private async freshToken(ctx: RequestContext, sessionId: string): Promise<string | undefined> {
    const [token, now] = [randomToken(), this.clock.now()];
    const values = [sessionId, tokenHash(token), new Date(now), new Date(now - tokenLifetimeMs)];
    const exchanged = await this.unitOfWork.read(ctx).query(exchangeToken, values);
    return exchanged.length > 0 ? token : undefined;
  }
}
