import { credentialText, type HttpRequest, type SecretRef } from '@penstock/connector-sdk';
import { Decimal, type Json } from '@penstock/kernel';

export const redacted = '[redacted]';

/** Fills in secrets on their way out and takes them out of everything that comes back. */
export interface SecretScope {
  fill(values: Readonly<Record<string, string | SecretRef>> | undefined): Promise<Record<string, string>>;
  /** Only for token requests: JSON of ordinary requests holds run data, where a `$secret` would be an attack. */
  fillJson(value: Json): Promise<Json>;
  /** Adds a value (e.g. a token) that must not show up in answers or errors. */
  keep(value: string): void;
  scrub(text: string): string;
}

/** Shorter values would tear ordinary words apart when scrubbed. */
const shortestScrubbed = 4;

export function createSecretScope(resolveSecret: (name: string) => Promise<string>): SecretScope {
  const spellings = new Set<string>();
  const keep = (value: string) => {
    if (value.length < shortestScrubbed) return;
    for (const spelling of spellingsOf(value)) spellings.add(spelling);
  };
  const resolve = async (name: string) => {
    const value = await resolveSecret(name);
    keep(value);
    return value;
  };
  const spelled = async (reference: SecretRef) => {
    const text = credentialText(reference, await resolve(reference.$secret));
    // Basic credentials hold the secret in a spelling of their own.
    if (reference.basicUser !== undefined) keep(text.replace(/^Basic /, ''));
    return text;
  };
  const fillJson = async (value: Json): Promise<Json> => {
    if (value === null || typeof value !== 'object' || value instanceof Decimal) return value;
    if (Array.isArray(value)) return Promise.all(value.map(fillJson));
    if (isSecretRef(value)) return resolve(value.$secret);
    const members = await Promise.all(Object.entries(value).map(async ([name, item]) => [name, await fillJson(item as Json)]));
    return Object.fromEntries(members) as Json;
  };
  return {
    keep,
    fillJson,
    async fill(values = {}) {
      const filled: Record<string, string> = {};
      for (const [name, value] of Object.entries(values)) {
        filled[name] = typeof value === 'string' ? value : await spelled(value);
      }
      return filled;
    },
    scrub(text) {
      let scrubbed = text;
      for (const spelling of spellings) {
        if (scrubbed.includes(spelling)) scrubbed = scrubbed.replaceAll(spelling, redacted);
      }
      return scrubbed;
    },
  };
}

function isSecretRef(value: object): value is SecretRef {
  return '$secret' in value && typeof value.$secret === 'string' && Object.keys(value).length === 1;
}

/** A remote that echoes what it got may write it URL-encoded, JSON-escaped or as part of basic credentials. */
function spellingsOf(value: string): readonly string[] {
  return [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value, 'utf8').toString('base64'),
  ];
}

/** What a failure may tell about a request: method and path, never the query, headers or body. */
export const requestLine = ({ method }: HttpRequest, url: URL): string => `${method} ${url.origin}${url.pathname}`;
