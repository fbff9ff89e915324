/** A link that was mailed or handed over to a person. */
export interface PersonLink {
  readonly kind: 'invitation' | 'password-reset';
  readonly token: string;
}

/** The token stands behind `#`, so that it reaches no server log. @returns null at every other address. */
export function personLinkOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): PersonLink | null {
  const kind = pathname.slice(1);
  const token = hash.slice(1);
  return (kind === 'invitation' || kind === 'password-reset') && token !== '' ? { kind, token } : null;
}
