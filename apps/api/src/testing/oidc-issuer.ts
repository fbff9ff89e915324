import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface IdClaims {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** How the next ID token is spoiled. */
export interface Spoiled {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** `none`: no signature; `foreign`: signed with a key that the issuer does not publish. */
  readonly signature?: 'none' | 'foreign';
}

interface Grant {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly person: IdClaims;
}

/** A small OpenID provider that speaks HTTP: discovery, keys, authorisation by code with PKCE, RS256. */
export interface OidcIssuer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  next: Spoiled;
  /** What the browser brings back after this person signed in at the given address. */
  signIn(authorizationUrl: string, person: IdClaims): string;
  close(): Promise<void>;
}

const base64url = (value: object | Buffer): string => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own: OidcIssuer = {
    issuer,
    clientId: 'penstock',
    clientSecret: 'canary-client-secret',
    next: {},
    signIn(authorizationUrl, person) {
      const asked = new URL(authorizationUrl).searchParams;
      const code = randomBytes(16).toString('hex');
      const [challenge = '', redirectUri = '', nonce = ''] = ['code_challenge', 'redirect_uri', 'nonce'].map((name) => asked.get(name) ?? '');
      grants.set(code, { challenge, redirectUri, nonce, person });
      return new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer }).toString();
    },
    close: () => close(server),
  };

  const documents: Readonly<Record<string, object>> = {
    '/.well-known/openid-configuration': {
      issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true,
    },
    '/keys': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'first', alg: 'RS256', use: 'sig' }] },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = (status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const document = documents[request.url ?? ''];
    if (document) return reply(200, document);
    if (request.url !== '/token') return reply(404, {});
    const grant = take(new URLSearchParams(await textOf(request)));
    if (!grant) return reply(400, { error: 'invalid_grant' });
    return reply(200, { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60, id_token: idToken(grant) });
  }

  /** A code counts once, for the client it was given to, the address it was sent to and the browser that holds the verifier. */
  function take(form: URLSearchParams): Grant | undefined {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const isClient = form.get('client_id') === own.clientId && form.get('client_secret') === own.clientSecret;
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    return grant && isClient && grant.challenge === challenge && grant.redirectUri === form.get('redirect_uri') ? grant : undefined;
  }

  function idToken({ nonce, person }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const { claims, signature } = own.next;
    const head = signature === 'none' ? { alg: 'none' } : { alg: 'RS256', kid: 'first' };
    const signed = `${base64url(head)}.${base64url({ iss: issuer, aud: own.clientId, iat: now, exp: now + 60, nonce, ...person, ...claims })}`;
    if (signature === 'none') return `${signed}.`;
    return `${signed}.${rs256(signed, signature === 'foreign' ? foreignKey : privateKey)}`;
  }
  return own;
}

const rs256 = (text: string, key: KeyObject): string => base64url(sign('RSA-SHA256', Buffer.from(text), key));

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
