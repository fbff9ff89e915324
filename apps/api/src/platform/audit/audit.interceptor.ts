import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { from, mergeMap, type Observable } from 'rxjs';
import { z } from 'zod';
import type { AuthenticatedRequest } from '../auth/authenticated-request';
import type { RequestContext } from '../auth/request-context';
import { CLOCK } from '../tokens';
import { auditedRoutes, type AuditedRoute } from './audited-routes';
import { RecentViews } from './recent-views';

const uuid = z.uuid();

interface Used {
  readonly ctx: RequestContext;
  readonly route: AuditedRoute;
  readonly id: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Records the use of the routes in `auditedRoutes`: what cannot be recorded is neither done nor shown. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly views: RecentViews;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.views = new RecentViews(clock);
  }

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = auditedRoutes[`${execution.getClass().name}.${execution.getHandler().name}`];
    const { context: ctx, params, body } = execution.switchToHttp().getRequest<AuthenticatedRequest>();
    const { id } = (params ?? {}) as { id?: string };
    // What is no id is refused by the validation that follows.
    if (!route || !ctx || !uuid.safeParse(id).success) return next.handle();
    const used: Used = { ctx, route, id: id as string, details: detailsOf(body, route) };
    if (route.as === 'request') return from(this.record(used)).pipe(mergeMap(() => next.handle()));
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.recordView(used);
        return answer;
      }),
    );
  }

  private async recordView(used: Used): Promise<void> {
    const look = `${used.ctx.organizationId} ${used.ctx.actor.id} ${used.route.action} ${used.id}`;
    if (this.views.isRecorded(look)) return;
    await this.record(used);
    this.views.remember(look);
  }

  private record({ ctx, route, id, details }: Used): Promise<void> {
    return this.unitOfWork.run(ctx, async (store) => {
      store.record({ action: route.action, object: { kind: route.object, id }, ...(Object.keys(details).length > 0 && { details }) });
      return Promise.resolve();
    });
  }
}

/** The body has not been validated yet: only texts are taken, and none is long. */
function detailsOf(body: unknown, { notes = [] }: AuditedRoute): Readonly<Record<string, string>> {
  const members = (body ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    ['reason', ...notes].flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' ? [[name, value.slice(0, name === 'reason' ? 2000 : 100)] as const] : [];
    }),
  );
}
