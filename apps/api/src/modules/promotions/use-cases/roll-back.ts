import { Inject, Injectable } from '@nestjs/common';
import type { Promotion, RollBackRequest } from '@penstock/contracts';
import { PromotionRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST, IDS } from '../../../platform/tokens';
import { requireEnvironment } from '../../environments/require-environment';
import { candidateOf, liveVersion } from '../candidate';
import { GoingLive } from '../going-live';
import { decidedAs } from '../involved-people';
import { PackageBuilder } from '../package-builder';
import { PromotionReads } from '../promotion-reads';
import { checksFailed, PromotionError } from '../promotions.errors';
import { TryOut } from '../try-out';
import { assertNoneOpen, RequestPromotion } from './request-promotion';

/** The version that was live here before the one that is. */
const selectFormer = `
  select v.number from deployment d join flow_version v on v.id = d.flow_version_id
  where d.organization_id = $1 and d.environment_id = $2 and d.flow_id = $3 and d.flow_version_id is distinct from $4
  order by d.id desc limit 1`;

/**
 * Brings a version back that was live here before: a promotion of its own, with package, checks, signature and reason,
 * decided by one approver alone and at any time, because what runs now does harm.
 */
@Injectable()
export class RollBack {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: PromotionReads,
    private readonly builder: PackageBuilder,
    private readonly requests: RequestPromotion,
    private readonly live: GoingLive,
    private readonly tryOut: TryOut,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws PromotionError ROLLBACK_NOT_POSSIBLE, PROMOTION_CHECKS_FAILED */
  async execute(ctx: RequestContext, request: RollBackRequest): Promise<Promotion> {
    const id = this.ids.next();
    await this.unitOfWork.run(ctx, async (store) => {
      const versionNumber = request.versionNumber ?? (await this.formerVersion(store, request));
      const candidate = await candidateOf(store, { ...request, versionNumber }, 'rollback');
      await assertNoneOpen(store, candidate);
      if (candidate.base?.id === candidate.version.id) throw notPossible(`Version ${versionNumber} runs there already.`);
      const content = await this.builder.build(store, candidate, { shadow: null, tests: await this.tryOut.tests(ctx, candidate) });
      if (content.checks.some(({ status }) => status === 'failed')) throw checksFailed(content.checks, candidate.target.name);
      const row = await this.requests.write(store, ctx, { id, candidate, content, note: request.reason });
      const changes = { status: 'approved' as const, decidedBy: ctx.actor.name, decidedAs: await decidedAs(store, ctx.actor), decidedAt: new Date(this.clock.now()), decisionReason: request.reason };
      await store.repository(PromotionRow).update({ id }, changes);
      await this.live.deploy(store, ctx, { ...row, ...changes });
    });
    await this.host.refreshRoutes();
    return this.reads.one(ctx, id);
  }

  private async formerVersion(store: ChangeStore, { flowId, environment }: RollBackRequest): Promise<number> {
    const { id } = await requireEnvironment(store, environment);
    const live = await liveVersion(store, id, flowId);
    const [former] = await store.query<{ number: number }>(selectFormer, [id, flowId, live?.id ?? null]);
    if (!former) throw notPossible('No other version of this flow was ever live there.');
    return former.number;
  }
}

const notPossible = (why: string): PromotionError => new PromotionError('ROLLBACK_NOT_POSSIBLE', `${why} Nothing was changed and what runs goes on. Choose a version that was live there before, or pause the flow.`);
