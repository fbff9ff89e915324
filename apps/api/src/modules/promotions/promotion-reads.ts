import { Inject, Injectable } from '@nestjs/common';
import type { Page, Promotion, PromotionQuery, PromotionSummary, PromotionVerification } from '@penstock/contracts';
import { EnvironmentRow, FlowVersionRow, PromotionRow, UnitOfWork } from '@penstock/database';
import { invariant, type Clock } from '@penstock/kernel';
import { LessThan } from 'typeorm';
import type { RequestContext } from '../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { CLOCK } from '../../platform/tokens';
import { goingLive } from '../environments/change-window';
import { requireEnvironment } from '../environments/require-environment';
import { hashDocument } from '../flows/hash-document';
import { hashOf } from './package-hash';
import { keyFingerprint, signatureMatches } from './package-signer';
import { packageFrom, promotionView, summaryView } from './promotion-views';
import { promotionNotFound } from './promotions.errors';

@Injectable()
export class PromotionReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async page(ctx: RequestContext, { cursor, limit, flowId, environment, status }: PromotionQuery): Promise<Page<PromotionSummary> & { items: PromotionSummary[] }> {
    const store = this.unitOfWork.read(ctx);
    const environmentId = environment === undefined ? undefined : (await requireEnvironment(store, environment)).id;
    const before = idFromCursor(cursor);
    const rows = await store.repository(PromotionRow).find({
      where: {
        ...(flowId !== undefined && { flowId }),
        ...(environmentId !== undefined && { environmentId }),
        ...(status !== undefined && { status }),
        ...(before !== null && { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageFrom(rows, limit, summaryView);
  }

  /** @throws PromotionError PROMOTION_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<Promotion> {
    const store = this.unitOfWork.read(ctx);
    const row = await store.repository(PromotionRow).findOne({ id });
    if (!row) throw promotionNotFound();
    const environment = await store.repository(EnvironmentRow).findOne({ id: row.environmentId });
    invariant(environment, 'a promotion has its environment');
    const live = goingLive(environment, this.clock.now());
    return promotionView(row, row.status === 'approved' && !live.isOpen ? live.reason : null);
  }

  /** Works the hashes out anew from what is stored. */
  async verify(ctx: RequestContext, id: string): Promise<PromotionVerification> {
    const store = this.unitOfWork.read(ctx);
    const row = await store.repository(PromotionRow).findOne({ id });
    if (!row) throw promotionNotFound();
    const version = await store.repository(FlowVersionRow).findOne({ id: row.flowVersionId });
    const hashMatches = hashOf(row.package) === row.packageHash;
    const isSigned = signatureMatches(row.packageHash, row);
    const versionMatches = version !== null && hashDocument(version.document) === packageFrom(row.package).version.hash;
    return {
      hashMatches,
      signatureMatches: isSigned,
      versionMatches,
      isValid: hashMatches && isSigned && versionMatches,
      packageHash: row.packageHash,
      keyFingerprint: keyFingerprint(row.publicKey),
    };
  }
}
