import { promotionPackage, type Promotion, type PromotionPackage, type PromotionSummary } from '@penstock/contracts';
import type { PromotionRow } from '@penstock/database';

/** The stored text is the package: what was hashed is what is shown. */
export const packageFrom = (text: string): PromotionPackage => promotionPackage.parse(JSON.parse(text));

export function summaryView(row: PromotionRow): PromotionSummary {
  const content = packageFrom(row.package);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    flowId: row.flowId,
    flowName: content.flow.name,
    environment: content.target.key,
    versionNumber: content.version.number,
    baseNumber: content.base?.number ?? null,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    note: row.note,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    deployedAt: row.deployedAt?.toISOString() ?? null,
    counts: content.counts,
    warnings: content.checks.filter(({ status }) => status === 'warning').length,
  };
}

export const promotionView = (row: PromotionRow, waitsFor: string | null): Promotion => ({
  ...summaryView(row),
  package: packageFrom(row.package),
  packageHash: row.packageHash,
  signature: row.signature,
  publicKey: row.publicKey,
  involved: [...row.involved],
  deploymentId: row.deploymentId,
  waitsFor,
});
