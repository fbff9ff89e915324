import { ConnectorFailure } from '@penstock/connector-sdk';
import { fingerprint, tokenAuth } from './auth';
import errors from './fixtures/auth-errors.json';
import v1 from './fixtures/auth-token-v1-headers.json';
import consumerKey from './fixtures/auth-token-v2-consumer-key.json';
import user from './fixtures/auth-token-v2-user.json';
import { prophet21Settings } from './settings';

const settings = prophet21Settings.parse({
  baseUrl: 'https://acme-api.epicordistribution.com',
  username: 'api_user',
  companyId: 'ACME',
});
const answered = (status: number, body: unknown) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('the token request', () => {
  test('is the recorded one, with the password left to the vault', () => {
    const { method, url, json, headers } = tokenAuth.request(settings);

    expect({ method, path: url, headers, body: json }).toEqual({
      ...user.request,
      body: { username: 'api_user', password: { $secret: 'password' } },
    });
  });
});

describe('the other ways to sign in', () => {
  const requestOf = (change: Readonly<Record<string, unknown>>) =>
    tokenAuth.request(prophet21Settings.parse({ ...settings, ...change }));

  test('token v1 sends user and password as headers and an empty body', () => {
    const { method, url, headers, json } = requestOf({ signIn: 'user-headers' });

    expect({ method, path: url, headers, body: json ?? '' }).toEqual({
      ...v1.request,
      headers: { ...v1.request.headers, password: { $secret: 'password' } },
    });
  });

  test('a consumer key names its user', () => {
    const { method, url, headers, json } = requestOf({ signIn: 'consumer-key' });

    expect({ method, path: url, headers, body: json }).toEqual({
      ...consumerKey.request,
      body: { ...consumerKey.request.body, ClientSecret: { $secret: 'password' } },
    });
  });

  test('a consumer key needs no user, a password does', () => {
    expect(requestOf({ signIn: 'consumer-key', username: undefined }).json).toEqual({
      ClientSecret: { $secret: 'password' },
      GrantType: 'client_credentials',
    });
    expect(prophet21Settings.safeParse({ ...settings, username: undefined }).success).toBe(false);
  });
});

describe('the token answer', () => {
  test('of a user lives a day, less five minutes', () => {
    expect(tokenAuth.parse(answered(200, user.response.body))).toEqual({
      token: user.response.body.AccessToken,
      expiresInMs: 86_100_000,
    });
  });

  test('of a consumer key says ExpiresIn', () => {
    expect(tokenAuth.parse(answered(200, consumerKey.response.body)).expiresInMs).toBe(630_719_700_000);
  });

  test('may be XML although JSON was asked for', () => {
    const xml =
      '<TokenResponse xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><AccessToken>a.b&amp;c</AccessToken><TokenType>Bearer</TokenType><ExpiresIn>600</ExpiresIn><RefreshToken/></TokenResponse>';

    expect(tokenAuth.parse(answered(200, xml))).toEqual({ token: 'a.b&c', expiresInMs: 540_000 });
  });

  test.each(errors.cases)('with $body.error means refused credentials', ({ status, body }) => {
    expect(failureClass(() => tokenAuth.parse(answered(status, body)))).toBe('auth');
  });

  test('of another site is a wrong address', () => {
    expect(failureClass(() => tokenAuth.parse(answered(404, '<html>not here</html>')))).toBe('config');
    expect(failureClass(() => tokenAuth.parse(answered(200, '<html>welcome</html>')))).toBe('auth');
  });
});

describe('a refused call', () => {
  test('renews the token only when the token is at fault', () => {
    expect(tokenAuth.isTokenRefused(answered(401, { error: 'invalid_token' }))).toBe(true);
    expect(tokenAuth.isTokenRefused(answered(401, 'You are not authorized to access API'))).toBe(false);
    expect(tokenAuth.isTokenRefused(answered(403, ''))).toBe(false);
  });
});

test('the fingerprint names host and company', () => {
  expect(fingerprint(settings)).toBe('prophet21:acme-api.epicordistribution.com:ACME');
});

function failureClass(call: () => unknown): string {
  try {
    call();
    return 'none';
  } catch (error) {
    return error instanceof ConnectorFailure ? error.class : 'not a connector failure';
  }
}
