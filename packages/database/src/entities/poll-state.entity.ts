import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'poll_state' })
export class PollStateRow {
  @PrimaryColumn({ name: 'intake_source_id', type: 'uuid' })
  intakeSourceId!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'connection_id', type: 'uuid' })
  connectionId!: string;

  /** JSON text, as the connector made it. */
  @Column({ name: 'cursor', type: 'text' })
  cursor!: string;

  @Column({ name: 'next_at', type: 'timestamptz' })
  nextAt!: Date;

  @Column({ name: 'owner', type: 'uuid', nullable: true })
  owner!: string | null;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'failure', type: 'text', nullable: true })
  failure!: string | null;
}
