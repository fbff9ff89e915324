import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `draining`: takes no new events and ends with its last open run. */
export type DeploymentStatus = 'active' | 'paused' | 'draining' | 'superseded' | 'stopped';

@Entity({ name: 'deployment' })
export class DeploymentRow {
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

  @Column({ name: 'status', type: 'text' })
  status!: DeploymentStatus;

  @Column({ name: 'deployed_at', type: 'timestamptz' })
  deployedAt!: Date;

  @Column({ name: 'deployed_by', type: 'text' })
  deployedBy!: string;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
