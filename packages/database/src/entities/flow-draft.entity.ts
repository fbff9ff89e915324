import type { FlowDocument } from '@penstock/flow-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'flow_draft' })
export class FlowDraftRow {
  @PrimaryColumn({ name: 'flow_id', type: 'uuid' })
  flowId!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'document', type: 'jsonb' })
  document!: FlowDocument;

  /** Grows by one with every save; a save must name the revision it changes. */
  @Column({ name: 'revision', type: 'int' })
  revision!: number;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ name: 'updated_by', type: 'text' })
  updatedBy!: string;
}
