import { z } from 'zod';
import { timestamp, uuid } from './common';
import { limitedRole, session } from './session';

const base = 'http://here.invalid';
const controlOrBackslash = /[\u0000-\u001f\u007f\\]/;

/** A page of the designer, said as a path: never another host, however it is spelled. */
export function isReturnPath(text: string): boolean {
  if (!text.startsWith('/') || controlOrBackslash.test(text) || !URL.canParse(text, base)) return false;
  const url = new URL(text, base);
  return url.origin === base && !text.startsWith('//') && !/^\/(api|hooks)(\/|$)/.test(url.pathname) && !url.pathname.startsWith('//');
}
const returnPath = z.string().max(2000).refine(isReturnPath, { message: 'Give the path of a page of this site, like /runs.' });

/** How people may sign in here. */
export const signInOptions = z.object({
  /** Name to show for the provider: its host. */
  provider: z.object({ name: z.string() }).nullable(),
  /** Whether members other than owners may use a password. */
  passwords: z.boolean(),
});
export type SignInOptions = z.infer<typeof signInOptions>;
/** Which organisation is meant, where several have a provider. */
export const signInOptionsQuery = z.object({ organization: uuid.optional() });

export const startOidcRequest = z.strictObject({ returnTo: returnPath.default('/'), organization: uuid.optional() });
export type StartOidcRequest = z.input<typeof startOidcRequest>;
/** Where the browser goes next. */
export const startedOidc = z.object({ authorizationUrl: z.string() });
export type StartedOidc = z.infer<typeof startedOidc>;

/** What the provider wrote behind the `?` of the address it sent the browser back to. */
export const completeOidcRequest = z.strictObject({ query: z.string().min(1).max(8000) });
export type CompleteOidcRequest = z.infer<typeof completeOidcRequest>;

/** Either signed in, or a proof is needed that the account with this address belongs to the same person. */
export const completedOidc = z.object({
  session: session.nullable(),
  proof: z.object({ token: z.string(), email: z.string(), needsPassword: z.boolean(), needsCode: z.boolean() }).nullable(),
  returnTo: z.string(),
});
export type CompletedOidc = z.infer<typeof completedOidc>;

export const proveOidcRequest = z.strictObject({
  token: z.string().min(20).max(200),
  password: z.string().min(1).max(1000).optional(),
  code: z.string().trim().min(6).max(20).optional(),
});
export type ProveOidcRequest = z.infer<typeof proveOidcRequest>;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'Write a domain like example.com.');

export const saveSignInProviderRequest = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(500),
  /** Write-only; may be left out while the issuer and the client stay the same. */
  clientSecret: z.string().min(1).max(2000).optional(),
  /** Whoever has a verified address there becomes a member at the first sign-in. */
  allowedDomains: z.array(domain).max(50).default([]),
  defaultRole: limitedRole.default('auditor'),
  /** For everybody but owners, who keep a way in when the provider is away. */
  passwordSignInOff: z.boolean().default(false),
});
export type SaveSignInProviderRequest = z.input<typeof saveSignInProviderRequest>;

export const signInProvider = z.object({
  issuer: z.string(),
  clientId: z.string(),
  clientSecretSetAt: timestamp.nullable(),
  allowedDomains: z.array(z.string()),
  defaultRole: limitedRole,
  passwordSignInOff: z.boolean(),
  /** To be registered at the provider. */
  redirectUri: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type SignInProvider = z.infer<typeof signInProvider>;
