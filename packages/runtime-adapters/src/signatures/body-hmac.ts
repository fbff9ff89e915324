import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BodySignature } from '@penstock/connector-sdk';

export interface SignedBody {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The raw body as it came, before any parsing. */
  readonly body: string | Buffer;
}

const digestLength = 32;

/** Fails closed: no secret, no header, another length or alphabet, or another digest is no signature. */
export function isSignedBody({ headers, body }: SignedBody, { signature, secrets }: { readonly signature: BodySignature; readonly secrets: readonly string[] }): boolean {
  const given = digestOf(headers[signature.header], signature);
  if (!given) return false;
  let matches = false;
  // Every live secret is tried, so that the time taken does not tell which one came near.
  for (const secret of secrets.filter((candidate) => candidate !== '')) {
    const expected = createHmac('sha256', secret).update(body).digest();
    matches = timingSafeEqual(given, expected) || matches;
  }
  return matches;
}

export function signBody(body: string | Buffer, { signature, secret }: { readonly signature: BodySignature; readonly secret: string }): string {
  return `${signature.prefix ?? ''}${createHmac('sha256', secret).update(body).digest(signature.encoding)}`;
}

function digestOf(text: string | undefined, { encoding, prefix = '' }: BodySignature): Buffer | undefined {
  if (text === undefined || !text.startsWith(prefix)) return undefined;
  const written = text.slice(prefix.length);
  const pattern = encoding === 'base64' ? /^[A-Za-z0-9+/]{43}=$/ : /^[0-9a-f]{64}$/i;
  if (!pattern.test(written)) return undefined;
  const digest = Buffer.from(written, encoding);
  return digest.length === digestLength ? digest : undefined;
}
