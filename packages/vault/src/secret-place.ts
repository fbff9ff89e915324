export type SecretOwnerKind = 'connection' | 'intake' | 'user' | 'sign-in' | 'organization' | 'ai-provider';

/** Where secrets belong; their name is unique per owner. */
export interface SecretOwner {
  readonly organizationId: string;
  readonly kind: SecretOwnerKind;
  readonly id: string;
}

/** Associated data: JSON of a list, so that no two places have the same bytes whatever characters a name holds. */
export const placeOf = ({ organizationId, kind, id }: SecretOwner, name: string): Buffer =>
  Buffer.from(JSON.stringify([organizationId, kind, id, name]), 'utf8');
