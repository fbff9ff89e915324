import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReferenceTableKind = 'value-table' | 'cross-reference';

/** Key and value; of a cross-reference the two names of one thing. */
export type ReferenceRow = readonly [key: string, value: string];

/** A table of one environment; its rows as they are now. */
@Entity({ name: 'reference_table' })
export class ReferenceTableRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: ReferenceTableKind;

  /** Unique in its environment, also among both kinds: mappings name it. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'description', type: 'text' })
  description!: string;

  @Column({ name: 'ignore_case', type: 'boolean' })
  ignoreCase!: boolean;

  /** Grows with every change. */
  @Column({ name: 'revision', type: 'int' })
  revision!: number;

  @Column({ name: 'rows', type: 'jsonb' })
  rows!: readonly ReferenceRow[];

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ name: 'updated_by', type: 'text' })
  updatedBy!: string;
}
