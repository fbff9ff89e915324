import { z } from 'zod';
import { environmentKey, pageQuery, timestamp, uuid } from './common';
import { slotBinding } from './environments';
import { differenceCounts, flowDifference } from './flow-diff';
import { moneyTotal } from './rehearsals';

/** Recorded runs of the target that the candidate is tried on before it is asked for. */
export const promotionShadowRequest = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  from: timestamp.optional(),
  to: timestamp.optional(),
});
const candidate = { flowId: uuid, versionNumber: z.int().min(1), environment: environmentKey, shadow: promotionShadowRequest.optional() };
export const previewPromotionRequest = z.strictObject(candidate);
export type PreviewPromotionRequest = z.infer<typeof previewPromotionRequest>;

/** Refused with 422 `PROMOTION_CHECKS_FAILED` and the failed checks as issues. */
export const requestPromotionRequest = z.strictObject({ ...candidate, note: z.string().trim().min(3).max(2000) });
export type RequestPromotionRequest = z.infer<typeof requestPromotionRequest>;

const reason = z.string().trim().min(3).max(500);
/** `packageHash` is that of the package the approver saw: another one is refused. */
export const approvePromotionRequest = z.strictObject({ packageHash: z.string().regex(/^[0-9a-f]{64}$/), reason });
export type ApprovePromotionRequest = z.infer<typeof approvePromotionRequest>;
export const closePromotionRequest = z.strictObject({ reason });
export type ClosePromotionRequest = z.infer<typeof closePromotionRequest>;
/** Without `versionNumber`: to the version that ran before this one. */
export const rollBackRequest = z.strictObject({ flowId: uuid, environment: environmentKey, versionNumber: z.int().min(1).optional(), reason });
export type RollBackRequest = z.infer<typeof rollBackRequest>;

export const promotionStatus = z.enum(['requested', 'approved', 'rejected', 'withdrawn', 'deployed']);
export type PromotionStatus = z.infer<typeof promotionStatus>;
export const promotionQuery = pageQuery.extend({ flowId: uuid.optional(), environment: environmentKey.optional(), status: promotionStatus.optional() });
export type PromotionQuery = z.infer<typeof promotionQuery>;

export const preflightCheck = z.object({
  code: z.enum(['SOURCE', 'FLOW', 'BINDINGS', 'VARIABLES', 'REFERENCE_DATA', 'CONNECTORS', 'SCHEMAS', 'TESTS', 'OPEN_CASES', 'SHADOW', 'CHANGE_WINDOW']),
  title: z.string(),
  status: z.enum(['passed', 'warning', 'failed']),
  /** What was looked at and found. */
  detail: z.string(),
  items: z.array(z.object({ stepId: z.string().optional(), message: z.string(), fix: z.string().optional() })),
});
export type PreflightCheck = z.infer<typeof preflightCheck>;

export const promotionShadow = z.object({
  compared: z.int(),
  identical: z.int(),
  different: z.int(),
  withoutRecording: z.int(),
  leftOut: z.int(),
  moneyBefore: z.array(moneyTotal),
  moneyAfter: z.array(moneyTotal),
  /** Some of the runs that come out differently. */
  examples: z.array(z.object({ runId: uuid, outcome: z.string(), recordedStatus: z.string(), changes: z.array(z.string()) })),
});
export type PromotionShadow = z.infer<typeof promotionShadow>;

const versionFacts = z.object({ number: z.int(), hash: z.string(), note: z.string(), createdAt: timestamp, createdBy: z.string() });
/** What an approver decides about; its hash is that of its canonical JSON. */
export const promotionPackage = z.object({
  schemaVersion: z.literal(1),
  kind: z.enum(['promotion', 'rollback']),
  flow: z.object({ id: uuid, name: z.string() }),
  version: versionFacts,
  target: z.object({ key: environmentKey, name: z.string() }),
  /** What runs there now; null when nothing does. */
  base: versionFacts.nullable(),
  differences: z.array(flowDifference),
  counts: differenceCounts,
  bindings: z.array(slotBinding),
  /** Value tables and cross-references of the target that the version reads. */
  referenceData: z.array(z.object({ name: z.string(), revision: z.int() })),
  checks: z.array(preflightCheck),
  shadow: promotionShadow.nullable(),
});
export type PromotionPackage = z.infer<typeof promotionPackage>;
export const promotionPreview = z.object({ package: promotionPackage, packageHash: z.string() });
export type PromotionPreview = z.infer<typeof promotionPreview>;

export const promotionSummary = z.object({
  id: uuid,
  kind: z.enum(['promotion', 'rollback']),
  status: promotionStatus,
  flowId: uuid,
  flowName: z.string(),
  environment: environmentKey,
  versionNumber: z.int(),
  baseNumber: z.int().nullable(),
  requestedBy: z.string(),
  requestedAt: timestamp,
  note: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: timestamp.nullable(),
  decisionReason: z.string().nullable(),
  deployedAt: timestamp.nullable(),
  counts: differenceCounts,
  warnings: z.int(),
});
export type PromotionSummary = z.infer<typeof promotionSummary>;
export const promotion = promotionSummary.extend({
  package: promotionPackage,
  packageHash: z.string(),
  /** Ed25519 over the hash, base64. */
  signature: z.string(),
  publicKey: z.string(),
  /** Who wrote the version or asked for it, and so may not approve it. */
  involved: z.array(z.string()),
  deploymentId: uuid.nullable(),
  /** Why it cannot go live right now although it is approved; null when it can. */
  waitsFor: z.string().nullable(),
});
export type Promotion = z.infer<typeof promotion>;

/** The answer to whoever made it go live; the signing secret of a new address is shown this once. */
export const decidedPromotion = promotion.extend({ intakeSecret: z.string().optional() });
export type DecidedPromotion = z.infer<typeof decidedPromotion>;

/** Each is worked out anew from what is stored. */
export const promotionVerification = z.object({
  hashMatches: z.boolean(),
  signatureMatches: z.boolean(),
  versionMatches: z.boolean(),
  isValid: z.boolean(),
  packageHash: z.string(),
  keyFingerprint: z.string(),
});
export type PromotionVerification = z.infer<typeof promotionVerification>;

/** Everything an auditor needs about one promotion. */
export const promotionEvidence = z.object({
  schemaVersion: z.literal(1),
  exportedAt: timestamp,
  exportedBy: z.string(),
  organization: z.string(),
  promotion,
  verification: promotionVerification,
  audit: z.array(z.object({ number: z.int(), at: timestamp, actor: z.string(), action: z.string(), details: z.record(z.string(), z.unknown()), hash: z.string() })),
});
export type PromotionEvidence = z.infer<typeof promotionEvidence>;
