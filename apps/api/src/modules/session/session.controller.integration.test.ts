import { hash } from '@node-rs/argon2';
import { createSystemIds } from '@penstock/runtime-adapters';
import { problemOf, startTestApi, type Answer, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ isDemo: true, port: 4100 });
  await api.dataSource.query(
    `insert into app_user (id, organization_id, email, name, role, password_hash) values ($1, $2, 'Ada@home.example', 'Ada', 'operator', $3)`,
    [createSystemIds().next(), api.home.id, await hash('correct horse')],
  );
});
afterAll(() => api.close());

const signIn = (email = 'ada@home.example', password = 'correct horse'): Promise<Answer> =>
  api.caller().post('/api/v1/session', { email, password });

async function signedIn() {
  const { headers, body } = await signIn();
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, csrfToken: body.csrfToken as string, caller: (csrf?: string) => api.caller({ cookie, ...(csrf && { 'x-csrf-token': csrf }) }) };
}

describe('signing in', () => {
  test('answers who is there and where the demo runs', async () => {
    const { status, body } = await signIn();

    expect(status).toBe(201);
    expect(body).toMatchObject({
      user: { email: 'Ada@home.example', name: 'Ada', role: 'operator' },
      organization: { name: 'Home' },
      demo: { shop: 'http://127.0.0.1:4130/' },
    });
  });

  test('sets a cookie that scripts and other sites cannot use', async () => {
    const { headers } = await signIn();

    expect(String(headers['set-cookie'])).toMatch(/^penstock_session=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('stores the hash of the token, never the token', async () => {
    const { cookie } = await signedIn();

    const sessions = await api.dataSource.query<{ token_hash: Buffer }[]>('select token_hash from user_session');

    const token = cookie.split('=')[1] ?? '';
    expect(sessions.some(({ token_hash }) => token_hash.toString().includes(token))).toBe(false);
    expect(sessions[0]?.token_hash).toHaveLength(32);
  });

  test.each([
    ['a wrong password', 'ada@home.example', 'wrong'],
    ['an unknown address', 'nobody@home.example', 'correct horse'],
  ])('is refused for %s in the same words', async (_, email, password) => {
    const answer = await signIn(email, password);

    expect(problemOf(answer)).toEqual({
      type: 'about:blank',
      title: 'Sign-in refused',
      status: 401,
      code: 'SIGN_IN_REFUSED',
      detail: 'The e-mail address or the password is not right. Check both and try again.',
    });
  });

  test('is refused for a field that is not part of it', async () => {
    const answer = await api.caller().post('/api/v1/session', { email: 'ada@home.example', password: 'x', role: 'owner' });

    expect([answer.status, answer.body.issues]).toEqual([
      400,
      [{ code: 'unrecognized_keys', path: 'role', message: 'This field is not part of the request.' }],
    ]);
  });

  test('is slowed down after five wrong passwords', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn('slow@home.example', 'wrong');

    const answer = await signIn('slow@home.example', 'wrong');

    expect([answer.status, answer.body.code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
  });
});

describe('a session', () => {
  test('is described with its csrf token', async () => {
    const { caller, csrfToken } = await signedIn();

    const { status, body } = await caller().get('/api/v1/session');

    expect([status, body.csrfToken, body.user.role]).toEqual([200, csrfToken, 'operator']);
  });

  test('writes nothing without its csrf token', async () => {
    const { caller } = await signedIn();

    const answer = await caller().send('DELETE', '/api/v1/session');

    expect([answer.status, answer.body.code]).toEqual([403, 'CSRF_TOKEN_INVALID']);
  });

  test('writes nothing with the csrf token of another session', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];

    const answer = await mine.caller(other.csrfToken).send('DELETE', '/api/v1/session');

    expect(answer.status).toBe(403);
  });

  test('ends for good when its owner signs out', async () => {
    const { caller, csrfToken } = await signedIn();

    const signedOut = await caller(csrfToken).send('DELETE', '/api/v1/session');
    const afterwards = await caller().get('/api/v1/session');

    expect([signedOut.status, afterwards.status]).toEqual([204, 401]);
  });

  test('is not accepted after it expired', async () => {
    const { caller } = await signedIn();
    await api.dataSource.query(`update user_session set expires_at = now() - interval '1 second'`);

    const { status } = await caller().get('/api/v1/session');

    expect(status).toBe(401);
  });

  test('has the rights of its role only', async () => {
    const { caller, csrfToken } = await signedIn();

    const { status } = await caller(csrfToken).post('/api/v1/flows', { name: 'Not mine to make' });

    expect(status).toBe(403);
  });
});
