import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'subscription' })
export class SubscriptionRow {
  @PrimaryColumn({ name: 'intake_source_id', type: 'uuid' })
  intakeSourceId!: string;

  @PrimaryColumn({ name: 'deployment_id', type: 'uuid' })
  deploymentId!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @Column({ name: 'flow_id', type: 'uuid' })
  flowId!: string;

  @Column({ name: 'flow_version_id', type: 'uuid' })
  flowVersionId!: string;

  @Column({ name: 'active', type: 'boolean' })
  active!: boolean;

  /** Runs with the same value at the path go one after the other; null: all side by side. */
  @Column({ name: 'lane_name', type: 'text', nullable: true })
  laneName!: string | null;

  @Column({ name: 'lane_path', type: 'text', nullable: true })
  lanePath!: string | null;

  @Column({ name: 'lane_skips', type: 'boolean' })
  laneSkips!: boolean;
}
