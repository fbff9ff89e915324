import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A text that flows read as `run.variables.<name>`; never a secret. */
@Entity({ name: 'environment_variable' })
export class EnvironmentVariableRow {
  @PrimaryColumn({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'value', type: 'text' })
  value!: string;

  @Column({ name: 'description', type: 'text' })
  description!: string;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ name: 'updated_by', type: 'text' })
  updatedBy!: string;
}
