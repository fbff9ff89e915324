import type { IDToken } from 'openid-client';
import { z } from 'zod';
import { AuthError } from '../../platform/auth/auth.errors';

/** Somebody as a provider vouches for them. */
export interface VerifiedPerson {
  readonly issuer: string;
  /** The provider's own name for them, for ever. */
  readonly subject: string;
  readonly email: string;
  readonly name: string;
}

const claimsOfPerson = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  email: z.email().max(254),
  email_verified: z.literal(true),
  name: z.string().trim().min(1).max(120).optional().catch(undefined),
});

/** @throws AuthError OIDC_EMAIL_NOT_VERIFIED: an address that anybody may claim stands for nobody. */
export function personFrom(claims: IDToken): VerifiedPerson {
  const read = claimsOfPerson.safeParse(claims);
  if (!read.success) {
    throw new AuthError(
      'OIDC_EMAIL_NOT_VERIFIED',
      'The sign-in service did not say that your e-mail address is verified. Nobody was signed in. Verify it there, or ask an administrator to have the address and its verification sent along.',
    );
  }
  const { iss: issuer, sub: subject, email, name } = read.data;
  return { issuer, subject, email, name: name ?? email };
}
