import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReferenceRow } from './reference-table.entity';

/** Never updated: what a table was at a revision. */
@Entity({ name: 'reference_table_version' })
export class ReferenceTableVersionRow {
  @PrimaryColumn({ name: 'table_id', type: 'uuid' })
  tableId!: string;

  @PrimaryColumn({ name: 'revision', type: 'int' })
  revision!: number;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'ignore_case', type: 'boolean' })
  ignoreCase!: boolean;

  @Column({ name: 'rows', type: 'jsonb' })
  rows!: readonly ReferenceRow[];

  @Column({ name: 'note', type: 'text' })
  note!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;
}
