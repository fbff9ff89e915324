import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EnvironmentKind = 'sandbox' | 'production';

@Entity({ name: 'environment' })
export class EnvironmentRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'key', type: 'text' })
  key!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: EnvironmentKind;

  /** Order of promotion, lowest first. */
  @Column({ name: 'position', type: 'int' })
  position!: number;
}
