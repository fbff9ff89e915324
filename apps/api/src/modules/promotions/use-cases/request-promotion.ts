import { Inject, Injectable } from '@nestjs/common';
import type { PreviewPromotionRequest, Promotion, PromotionPackage, PromotionPreview, RequestPromotionRequest } from '@penstock/contracts';
import { PromotionRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { In } from 'typeorm';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, IDS } from '../../../platform/tokens';
import { candidateOf, type Candidate } from '../candidate';
import { involvedIn } from '../involved-people';
import { PackageBuilder } from '../package-builder';
import { hashOf, packageText } from '../package-hash';
import { PackageSigner } from '../package-signer';
import { PromotionReads } from '../promotion-reads';
import { checksFailed, PromotionError } from '../promotions.errors';
import { TryOut } from '../try-out';

@Injectable()
export class RequestPromotion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: PromotionReads,
    private readonly builder: PackageBuilder,
    private readonly signer: PackageSigner,
    private readonly tryOut: TryOut,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** What would be asked for, with its checks; nothing is written. */
  async preview(ctx: RequestContext, request: PreviewPromotionRequest): Promise<PromotionPreview> {
    const store = this.unitOfWork.read(ctx);
    const candidate = await candidateOf(store, request, 'promotion');
    const content = await this.builder.build(store, candidate, await this.tryOut.all(ctx, candidate, request.shadow));
    return { package: content, packageHash: hashOf(packageText(content)) };
  }

  /** @throws PromotionError PROMOTION_OPEN, PROMOTION_NOTHING_NEW, PROMOTION_CHECKS_FAILED */
  async execute(ctx: RequestContext, { note, ...request }: RequestPromotionRequest): Promise<Promotion> {
    const trials = await this.tryOut.all(ctx, await candidateOf(this.unitOfWork.read(ctx), request, 'promotion'), request.shadow);
    const id = this.ids.next();
    await this.unitOfWork.run(ctx, async (store) => {
      const candidate = await candidateOf(store, request, 'promotion');
      await assertNoneOpen(store, candidate);
      if (candidate.base?.id === candidate.version.id) throw nothingNew(candidate);
      const content = await this.builder.build(store, candidate, trials);
      if (content.checks.some(({ status }) => status === 'failed')) throw checksFailed(content.checks, candidate.target.name);
      await this.write(store, ctx, { id, candidate, content, note });
      store.record({
        action: 'promotion.requested',
        object: { kind: 'promotion', id, name: content.flow.name },
        details: { environment: candidate.target.key, versionNumber: candidate.version.number, baseNumber: candidate.base?.number ?? null, note },
      });
    });
    return this.reads.one(ctx, id);
  }

  /** Stores a package as it was put together; `involved` may not decide about it. */
  async write(store: ChangeStore, ctx: RequestContext, { id, candidate, content, note }: NewPromotion): Promise<PromotionRow> {
    const text = packageText(content);
    const packageHash = hashOf(text);
    return store.repository(PromotionRow).insert({
      id,
      environmentId: candidate.target.id,
      flowId: candidate.flow.id,
      flowVersionId: candidate.version.id,
      baseVersionId: candidate.base?.id ?? null,
      kind: candidate.kind,
      status: 'requested',
      involved: await involvedIn(store, candidate, ctx.actor),
      requestedBy: ctx.actor.name,
      requestedAt: new Date(this.clock.now()),
      note,
      package: text,
      packageHash,
      ...(await this.signer.sign(store, packageHash)),
      decidedBy: null,
      decidedAs: [],
      decidedAt: null,
      decisionReason: null,
      deploymentId: null,
      deployedAt: null,
    });
  }
}

export interface NewPromotion {
  readonly id: string;
  readonly candidate: Candidate;
  readonly content: PromotionPackage;
  readonly note: string;
}

/** @throws PromotionError PROMOTION_OPEN */
export async function assertNoneOpen(store: ChangeStore, { flow, target }: Candidate): Promise<void> {
  await store.query('select id from flow where organization_id = $1 and id = $2 for update', [flow.id]);
  const [open] = await store.repository(PromotionRow).find({ where: { flowId: flow.id, environmentId: target.id, status: In(['requested', 'approved']) } });
  if (!open) return;
  throw new PromotionError(
    'PROMOTION_OPEN',
    `${open.requestedBy} has asked for a promotion of this flow to ${target.name} that is not decided yet. Nothing was changed. Have it decided or withdrawn first.`,
    { current: { id: open.id } },
  );
}

const nothingNew = ({ version, target }: Candidate): PromotionError =>
  new PromotionError('PROMOTION_NOTHING_NEW', `Version ${version.number} runs in ${target.name} already. Nothing was changed. Choose another version.`);
