import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { members } from './transaction-set';
import { xmlElement } from './xml-reply';

export interface TokenRules {
  readonly username: string;
  readonly password: string;
  readonly consumerKey: string;
  readonly clock: Clock;
  /** Whether token and router answers come as XML although JSON was asked for. */
  answersXml(): boolean;
}

export interface SessionTokens {
  /** v1: user and password as headers, empty body. */
  v1(request: SimulatorRequest): SimulatorReply;
  /** v2: user and password, or a consumer key, as JSON. */
  v2(request: SimulatorRequest): SimulatorReply;
  isValid(request: SimulatorRequest): boolean;
  /** Middleware sessions opened: one per token that was given out. */
  readonly signIns: number;
  /** As if the middleware had lost its sessions: every token given out so far is refused. */
  refuseAll(): void;
}

const USER_LIFE_SECONDS = 86_400;
/** "Never Expire" keys report twenty years. */
const KEY_LIFE_SECONDS = 630_720_000;
/** Signs nothing but play money: tokens must survive a restart of the simulator, as P21's do. */
const SIGNING_KEY = 'prophet21-simulator';

export function createSessionTokens(rules: TokenRules): SessionTokens {
  const known = new Map<string, Lifetime>();
  let firstValid = 0;
  let signIns = 0;
  const issue = (subject: string, lifeSeconds: number) => {
    signIns += 1;
    const now = Math.floor(rules.clock.now() / 1000);
    return jwtOf({
      sub: subject,
      iss: 'P21.Soa',
      'P21.SessionId': randomUUID(),
      iat: now,
      nbf: now,
      exp: now + lifeSeconds,
      issuedAtMs: rules.clock.now(),
    });
  };
  const userAnswer = (username: string): SimulatorReply => {
    const token = issue(`HSC\\${username}`, USER_LIFE_SECONDS);
    if (rules.answersXml()) return xmlToken(token, USER_LIFE_SECONDS);
    return {
      status: 200,
      body: {
        AccessToken: token,
        RefreshToken: randomUUID(),
        ExpiresInSeconds: USER_LIFE_SECONDS,
        TokenType: 'Bearer',
      },
    };
  };
  const isUser = (username: unknown, password: unknown) => username === rules.username && password === rules.password;
  return {
    v1: ({ headers }) =>
      isUser(headers['username'], headers['password']) ? userAnswer(rules.username) : wrongPassword,
    v2(request) {
      const body = members(request.json());
      if (body['GrantType'] !== 'client_credentials') {
        return isUser(body['username'], body['password']) ? userAnswer(rules.username) : wrongPassword;
      }
      if (body['ClientSecret'] !== rules.consumerKey) return wrongKey;
      return keyAnswer(issue(String(body['username'] ?? ''), KEY_LIFE_SECONDS), String(body['username'] ?? ''));
    },
    isValid({ headers }) {
      const token = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
      if (token === undefined) return false;
      const lifetime = known.get(token) ?? lifetimeOf(token);
      if (lifetime === undefined || lifetime.issuedAt < firstValid) return false;
      known.set(token, lifetime);
      return rules.clock.now() < lifetime.expiresAt;
    },
    get signIns() {
      return signIns;
    },
    refuseAll() {
      known.clear();
      firstValid = rules.clock.now() + 1;
    },
  };
}

const wrongPassword: SimulatorReply = {
  status: 401,
  body: { error: 'invalid_grant', error_description: 'The user name or password is incorrect.' },
};
const wrongKey: SimulatorReply = {
  status: 401,
  body: { error: 'invalid_client', error_description: 'Client authentication failed.' },
};

function keyAnswer(token: string, username: string): SimulatorReply {
  return {
    status: 200,
    body: {
      AccessToken: token,
      TokenType: 'Bearer',
      UserName: username,
      ExpiresIn: KEY_LIFE_SECONDS,
      RefreshToken: '',
      Scope: '/api;/p21sdk',
      SessionId: randomUUID(),
      ConsumerUid: '8',
      AppKey: null,
    },
  };
}

function xmlToken(token: string, lifeSeconds: number): SimulatorReply {
  const fields = { AccessToken: token, TokenType: 'Bearer', ExpiresIn: String(lifeSeconds), RefreshToken: '' };
  const inner = Object.entries(fields)
    .map(([name, value]) => xmlElement(name, value))
    .join('');
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<TokenResponse>${inner}</TokenResponse>`,
  };
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signatureOf = (content: string): string => createHmac('sha256', SIGNING_KEY).update(content).digest('base64url');

function jwtOf(claims: Readonly<Record<string, unknown>>): string {
  const content = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
  return `${content}.${signatureOf(content)}`;
}

interface Lifetime {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Undefined for a token that this simulator did not sign. */
function lifetimeOf(token: string): Lifetime | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.');
  if (signatureOf(`${header}.${claims}`) !== signature) return undefined;
  const { exp, issuedAtMs } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    exp: number;
    issuedAtMs: number;
  };
  return { issuedAt: issuedAtMs, expiresAt: exp * 1000 };
}
