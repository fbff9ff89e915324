import type { FlowDocument } from '@penstock/flow-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Never updated: runs keep the version they started with. */
@Entity({ name: 'flow_version' })
export class FlowVersionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'flow_id', type: 'uuid' })
  flowId!: string;

  @Column({ name: 'number', type: 'int' })
  number!: number;

  /** Sha256 of the canonical document, hex. */
  @Column({ name: 'hash', type: 'text' })
  hash!: string;

  @Column({ name: 'document', type: 'jsonb' })
  document!: FlowDocument;

  @Column({ name: 'note', type: 'text' })
  note!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  /** Null for versions of former releases. */
  @Column({ name: 'created_by_id', type: 'uuid', nullable: true })
  createdById!: string | null;

  /** Hash of each connector operation’s schemas as they were when the version was made, by `connector/operation@version`. */
  @Column({ name: 'schemas', type: 'jsonb', nullable: true })
  schemas!: Readonly<Record<string, string>> | null;
}
