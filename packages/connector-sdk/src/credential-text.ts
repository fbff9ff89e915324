import { ConnectorFailure } from './failure';
import type { SecretRef } from './http';

/** What a reference stands for on the wire, once its secret is known. For implementations of the HTTP port. */
export function credentialText({ prefix, basicUser }: SecretRef, secret: string): string {
  if (basicUser !== undefined) return `Basic ${base64(`${basicUser}:${secret}`)}`;
  return `${prefix ?? ''}${secret}`;
}

/** The path of a request with its secret end. @throws ConnectorFailure class `config` when that end could lead elsewhere. */
export function pathWithSecret(pathname: string, secretPath: string): string {
  const end = secretPath.replace(/^\/+/, '');
  if (/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/.test(end)) return `${pathname.replace(/\/+$/, '')}/${end}`;
  throw new ConnectorFailure({
    class: 'config',
    code: 'HTTP_URL_INVALID',
    message: 'The secret part of the address holds characters that an address part cannot have. Nothing was sent.',
    remedy: 'Enter only what follows the address in the URL you were given, e.g. T000/B000/abc.',
  });
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
