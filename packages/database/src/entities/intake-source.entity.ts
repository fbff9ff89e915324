import type { JsonObject } from '@penstock/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'intake_source' })
export class IntakeSourceRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @Column({ name: 'path', type: 'text' })
  path!: string;

  @Column({ name: 'connector', type: 'text' })
  connector!: string;

  @Column({ name: 'trigger', type: 'text' })
  trigger!: string;

  @Column({ name: 'trigger_version', type: 'int' })
  triggerVersion!: number;

  @Column({ name: 'settings', type: 'jsonb' })
  settings!: JsonObject;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
