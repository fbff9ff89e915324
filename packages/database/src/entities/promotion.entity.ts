import { Column, Entity, PrimaryColumn } from 'typeorm';

export type PromotionRowStatus = 'requested' | 'approved' | 'rejected' | 'withdrawn' | 'deployed';

/** A version on its way into an environment. What it is about is fixed when it is asked for. */
@Entity({ name: 'promotion' })
export class PromotionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @Column({ name: 'flow_id', type: 'uuid' })
  flowId!: string;

  @Column({ name: 'flow_version_id', type: 'uuid' })
  flowVersionId!: string;

  /** What ran in the environment when it was asked for. */
  @Column({ name: 'base_version_id', type: 'uuid', nullable: true })
  baseVersionId!: string | null;

  @Column({ name: 'kind', type: 'text' })
  kind!: 'promotion' | 'rollback';

  @Column({ name: 'status', type: 'text' })
  status!: PromotionRowStatus;

  /** Who wrote the version or asked for it, with the persons behind API keys. */
  @Column({ name: 'involved', type: 'text', array: true })
  involved!: readonly string[];

  @Column({ name: 'requested_by', type: 'text' })
  requestedBy!: string;

  @Column({ name: 'requested_at', type: 'timestamptz' })
  requestedAt!: Date;

  @Column({ name: 'note', type: 'text' })
  note!: string;

  /** Canonical JSON: the text that was hashed and signed. */
  @Column({ name: 'package', type: 'text' })
  package!: string;

  @Column({ name: 'package_hash', type: 'text' })
  packageHash!: string;

  @Column({ name: 'signature', type: 'text' })
  signature!: string;

  @Column({ name: 'public_key', type: 'text' })
  publicKey!: string;

  @Column({ name: 'decided_by', type: 'text', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_as', type: 'text', array: true })
  decidedAs!: readonly string[];

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ name: 'decision_reason', type: 'text', nullable: true })
  decisionReason!: string | null;

  @Column({ name: 'deployment_id', type: 'uuid', nullable: true })
  deploymentId!: string | null;

  @Column({ name: 'deployed_at', type: 'timestamptz', nullable: true })
  deployedAt!: Date | null;
}
