import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Written and read by the vault only. */
@Entity({ name: 'secret' })
export class SecretRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'owner_kind', type: 'text' })
  ownerKind!: 'connection' | 'intake';

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'master_key_id', type: 'text' })
  masterKeyId!: string;

  @Column({ name: 'wrapped_key', type: 'bytea' })
  wrappedKey!: Buffer;

  @Column({ name: 'nonce', type: 'bytea' })
  nonce!: Buffer;

  @Column({ name: 'ciphertext', type: 'bytea' })
  ciphertext!: Buffer;

  @Column({ name: 'set_at', type: 'timestamptz' })
  setAt!: Date;
}
