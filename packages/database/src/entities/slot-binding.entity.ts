import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'slot_binding' })
export class SlotBindingRow {
  @PrimaryColumn({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @PrimaryColumn({ name: 'slot', type: 'text' })
  slot!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'connection_id', type: 'uuid' })
  connectionId!: string;
}
