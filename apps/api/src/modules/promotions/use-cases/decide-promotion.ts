import { Inject, Injectable } from '@nestjs/common';
import type { ApprovePromotionRequest, DecidedPromotion, Promotion } from '@penstock/contracts';
import { PromotionRow, UnitOfWork, type ChangeStore, type PromotionRowStatus } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import { roleIn, type RequestContext } from '../../../platform/auth/request-context';
import { administrators, approvers } from '../../../platform/auth/roles';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { goingLive } from '../../environments/change-window';
import { requireEnvironmentById } from '../../environments/require-environment';
import { GoingLive } from '../going-live';
import { decidedAs } from '../involved-people';
import { packageFrom } from '../promotion-views';
import { PromotionReads } from '../promotion-reads';
import { promotionClosed, PromotionError, promotionNotFound } from '../promotions.errors';

/**
 * Decides about promotions. Nobody decides about what they wrote or asked for (the database refuses it too); what is
 * approved goes live in the same transaction, or when the change window opens.
 */
@Injectable()
export class DecidePromotion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: PromotionReads,
    private readonly live: GoingLive,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws PromotionError PROMOTION_OWN_WORK, PROMOTION_STALE, PROMOTION_CHECKS_FAILED, PROMOTION_CLOSED */
  async approve(ctx: RequestContext, id: string, { packageHash, reason }: ApprovePromotionRequest): Promise<DecidedPromotion> {
    const intakeSecret = await this.unitOfWork.run(ctx, async (store) => {
      const row = await lockOpen(store, id, 'requested');
      assertMayDecide(ctx, row);
      if (row.packageHash !== packageHash) throw otherPackage();
      await this.live.assertStillSo(store, row);
      const approved = await this.decide(store, ctx, { row, status: 'approved', reason });
      const environment = await requireEnvironmentById(store, row.environmentId);
      return goingLive(environment, this.clock.now()).isOpen ? this.live.deploy(store, ctx, approved) : undefined;
    });
    return this.answer(ctx, id, intakeSecret);
  }

  async reject(ctx: RequestContext, id: string, reason: string): Promise<Promotion> {
    await this.unitOfWork.run(ctx, async (store) => {
      const row = await lockOpen(store, id, 'requested');
      assertMayDecide(ctx, row);
      await this.decide(store, ctx, { row, status: 'rejected', reason });
    });
    return this.reads.one(ctx, id);
  }

  /** By whoever asked for it, or an administrator. @throws PromotionError PROMOTION_NOT_YOURS */
  async withdraw(ctx: RequestContext, id: string, reason: string): Promise<Promotion> {
    await this.unitOfWork.run(ctx, async (store) => {
      const row = await lockOpen(store, id, 'requested', 'approved');
      if (row.requestedBy !== ctx.actor.name && !administrators.includes(ctx.actor.role)) throw notYours(row);
      await this.decide(store, ctx, { row, status: 'withdrawn', reason });
    });
    return this.reads.one(ctx, id);
  }

  /** What was approved while the window was closed. @throws PromotionError CHANGE_WINDOW_CLOSED, PROMOTION_STALE */
  async deploy(ctx: RequestContext, id: string): Promise<DecidedPromotion> {
    const intakeSecret = await this.unitOfWork.run(ctx, async (store) => {
      const row = await lockOpen(store, id, 'approved');
      assertMayDecide(ctx, row);
      const window = goingLive(await requireEnvironmentById(store, row.environmentId), this.clock.now());
      if (!window.isOpen) throw windowClosed(window.reason);
      await this.live.assertStillSo(store, row);
      return this.live.deploy(store, ctx, row);
    });
    return this.answer(ctx, id, intakeSecret);
  }

  private async answer(ctx: RequestContext, id: string, intakeSecret: string | undefined): Promise<DecidedPromotion> {
    await this.host.refreshRoutes();
    return { ...(await this.reads.one(ctx, id)), ...(intakeSecret !== undefined && { intakeSecret }) };
  }

  private async decide(store: ChangeStore, ctx: RequestContext, { row, status, reason }: Decision): Promise<PromotionRow> {
    const as = await decidedAs(store, ctx.actor);
    if (status !== 'withdrawn' && as.some((name) => row.involved.includes(name))) throw ownWork();
    const changes = { status, decidedBy: ctx.actor.name, decidedAs: as, decidedAt: new Date(this.clock.now()), decisionReason: reason };
    await store.repository(PromotionRow).update({ id: row.id }, changes);
    const { flow, target, version } = packageFrom(row.package);
    store.record({
      action: `promotion.${status}`,
      object: { kind: 'promotion', id: row.id, name: flow.name },
      details: { environment: target.key, versionNumber: version.number, packageHash: row.packageHash, reason },
    });
    return { ...row, ...changes };
  }
}

interface Decision {
  readonly row: PromotionRow;
  readonly status: Exclude<PromotionRowStatus, 'requested' | 'deployed'>;
  readonly reason: string;
}

async function lockOpen(store: ChangeStore, id: string, ...statuses: readonly PromotionRowStatus[]): Promise<PromotionRow> {
  const row = await store.repository(PromotionRow).findOneForUpdate({ id });
  if (!row) throw promotionNotFound();
  if (!statuses.includes(row.status)) throw promotionClosed();
  return row;
}

/** The route asked for the role in the organisation; the environment may have given another one. */
function assertMayDecide({ actor }: RequestContext, { environmentId }: PromotionRow): void {
  const role = roleIn(actor, environmentId);
  if (approvers.includes(role)) return;
  throw new PromotionError('ROLE_MAY_NOT_DECIDE_HERE', `Your role in this environment is ${role}, which does not decide about promotions. Nothing was changed. Ask one of: ${approvers.join(', ')}.`);
}

const ownWork = (): PromotionError =>
  new PromotionError('PROMOTION_OWN_WORK', 'You wrote a part of this version or asked for it, so somebody else decides. Nothing was changed. Ask another approver.');

const otherPackage = (): PromotionError =>
  new PromotionError('PROMOTION_STALE', 'The package is not the one on your screen. Nothing was changed. Read the promotion again, then decide.');

const notYours = ({ requestedBy }: PromotionRow): PromotionError =>
  new PromotionError('PROMOTION_NOT_YOURS', `${requestedBy} asked for it; only they or an administrator withdraw it. Nothing was changed. An approver can reject it.`);

const windowClosed = (reason: string): PromotionError =>
  new PromotionError('CHANGE_WINDOW_CLOSED', `${reason} It is approved and nothing was changed. Deploy it when the window is open.`);
