import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The connection of one flow's slot in one environment. */
@Entity({ name: 'flow_binding' })
export class FlowBindingRow {
  @PrimaryColumn({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @PrimaryColumn({ name: 'flow_id', type: 'uuid' })
  flowId!: string;

  @PrimaryColumn({ name: 'slot', type: 'text' })
  slot!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'connection_id', type: 'uuid' })
  connectionId!: string;
}
