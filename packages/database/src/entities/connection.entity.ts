import type { JsonObject } from '@penstock/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'connection' })
export class ConnectionRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'environment_id', type: 'uuid' })
  environmentId!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'connector', type: 'text' })
  connector!: string;

  /** Never a secret: those live in the vault. */
  @Column({ name: 'settings', type: 'jsonb' })
  settings!: JsonObject;

  /** Which remote system this is; scopes the business keys of effects. */
  @Column({ name: 'fingerprint', type: 'text' })
  fingerprint!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
