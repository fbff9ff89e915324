import { signingSchemes } from '@penstock/connector-sdk';
import { flowDocument } from '@penstock/flow-model';
import { z } from 'zod';
import { environmentKey, issue, timestamp, uuid } from './common';

/** `draining`: takes no new events and ends with its last open run. `superseded`: a newer version of the flow is live here. */
export const deploymentStatus = z.enum(['active', 'paused', 'draining', 'superseded', 'stopped']);
export type DeploymentStatus = z.infer<typeof deploymentStatus>;

export const flowDeploymentSummary = z.object({ environment: environmentKey, versionNumber: z.int(), deployedAt: timestamp, status: deploymentStatus });
export const flowSummary = z.object({
  id: uuid,
  name: z.string(),
  description: z.string().nullable(),
  latestVersion: z.int().nullable(),
  deployments: z.array(flowDeploymentSummary),
  problemCount: z.int(),
  updatedAt: timestamp,
  lastRunAt: timestamp.nullable(),
});
export type FlowSummary = z.infer<typeof flowSummary>;

export const createFlowRequest = z.strictObject({ name: z.string().min(1).max(120), document: flowDocument.optional() });
export type CreateFlowRequest = z.infer<typeof createFlowRequest>;

/** `problems` are recomputed on every read and save; a draft with problems is kept, not refused. */
export const draft = z.object({
  flowId: uuid,
  document: flowDocument,
  /** Grows with every save; send it back to save again. */
  revision: z.int(),
  problems: z.array(issue.extend({ severity: z.enum(['error', 'warning']) })),
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type Draft = z.infer<typeof draft>;

/** Refused with 409 `DRAFT_CONFLICT` and the stored draft in `current` when `revision` is not the stored one. */
export const saveDraftRequest = z.strictObject({ document: flowDocument, revision: z.int() });
export type SaveDraftRequest = z.infer<typeof saveDraftRequest>;

export const createVersionRequest = z.strictObject({ note: z.string().max(2000).default(''), revision: z.int() });
export type CreateVersionRequest = z.infer<typeof createVersionRequest>;
export const flowVersion = z.object({
  id: uuid,
  flowId: uuid,
  number: z.int(),
  /** sha256 of the canonical document, hex. */
  hash: z.string(),
  note: z.string(),
  createdAt: timestamp,
  createdBy: z.string(),
});
export type FlowVersion = z.infer<typeof flowVersion>;
export const flowVersionDetail = flowVersion.extend({ document: flowDocument });
export type FlowVersionDetail = z.infer<typeof flowVersionDetail>;

/** Refused with 422 `FLOW_HAS_PROBLEMS` and `issues[]` by step and field when the version cannot run. */
export const deployRequest = z.strictObject({
  flowId: uuid,
  versionNumber: z.int().min(1),
  environment: environmentKey,
  /**
   * The signing secret of a sender that dictates one (a Shopify app's), for triggers signed by `hmac-sha256` alone; it
   * takes the place of the one before. Everywhere else secrets are made here.
   */
  senderSecret: z.string().min(8).max(256).optional(),
});
export type DeployRequest = z.infer<typeof deployRequest>;

export const intakeAddress = z.object({
  /** Path on this host, e.g. `/hooks/sandbox/shop-orders`. */
  path: z.string(),
  channel: z.string(),
  title: z.string(),
  scheme: z.enum(signingSchemes),
  contentType: z.string(),
});
export const deployment = z.object({
  id: uuid,
  flowId: uuid,
  flowName: z.string(),
  environment: environmentKey,
  versionNumber: z.int(),
  versionHash: z.string(),
  status: deploymentStatus,
  intakes: z.array(intakeAddress),
  polls: z.boolean(),
  deployedAt: timestamp,
  deployedBy: z.string(),
});
export type Deployment = z.infer<typeof deployment>;
/** The intake secret is shown once, to whoever creates an address that had none. */
export const deployResult = deployment.extend({ intakeSecret: z.string().optional() });
/** What to make of a deployment; `stopped` is refused while runs of it are open. */
export const changeDeploymentRequest = z.strictObject({
  status: z.enum(['active', 'paused', 'draining', 'stopped']),
  /** Kept in the audit log. */
  reason: z.string().trim().max(500).default(''),
});
export type ChangeDeploymentRequest = z.infer<typeof changeDeploymentRequest>;
export const deploymentChange = deployment.extend({
  /** Runs of it that are not settled. */
  openRuns: z.int(),
  /** Events at its address that nothing has taken; each can be replayed. */
  shelvedEvents: z.int(),
});
export type DeploymentChange = z.infer<typeof deploymentChange>;

export type DeployResult = z.infer<typeof deployResult>;

/** A slot that a flow from this template asks for, and the connector of the connection that fills it. */
export const templateNeed = z.object({ slot: z.string(), connector: z.string() });
export const flowTemplate = z.object({
  /** Stable: part of addresses. */
  id: z.string(),
  category: z.enum(['orders', 'payments', 'accounting', 'customers', 'risk']),
  /** One line for the gallery. */
  summary: z.string(),
  needs: z.array(templateNeed),
  /** What to look at before the flow goes live, in the order of importance. */
  adapt: z.array(z.string()),
  /** An event to try it with. */
  sample: z.json(),
  document: flowDocument,
});
export type FlowTemplate = z.infer<typeof flowTemplate>;
