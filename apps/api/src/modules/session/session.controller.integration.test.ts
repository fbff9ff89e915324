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

const addPerson = async (email: string) =>
  api.dataSource.query(`insert into app_user (id, organization_id, email, name, role, password_hash) values ($1, $2, $3, $3, 'operator', $4)`, [
    createSystemIds().next(), api.home.id, email, await hash('correct horse'),
  ]);
const from = (remoteAddress: string, email: string, password: string, cookie = '') =>
  api.app.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, headers: { cookie }, payload: { email, password } });
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

    expect([headers['set-cookie']].flat()[0]).toMatch(/^penstock_session=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
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

describe('signing in as somebody whom others guess at', () => {
  test('goes on from a browser that has signed in before, and is refused from a new one', async () => {
    await addPerson('victim@home.example');
    const first = await api.caller().post('/api/v1/session', { email: 'victim@home.example', password: 'correct horse' });
    const device = [first.headers['set-cookie']].flat().find((cookie) => String(cookie).startsWith('penstock_device'))?.toString().split(';')[0] ?? '';
    await Promise.all(Array.from({ length: 100 }, (_, at) => from(`10.0.${at}.1`, 'victim@home.example', 'wrong')));

    const known = await from('10.9.9.9', 'victim@home.example', 'correct horse', device);
    const stranger = await from('10.9.9.8', 'victim@home.example', 'correct horse');

    expect([known.statusCode, stranger.statusCode]).toEqual([201, 429]);
    // A hundred slow hashes.
  }, 30_000);
});

describe('a session in use', () => {
  const ageToken = () => api.dataSource.query(`update user_session set created_at = now() - interval '2 hours', rotated_at = null`);

  test('exchanges its token every hour; the former one ends a minute later', async () => {
    const { cookie, caller } = await signedIn();
    await ageToken();

    const { headers } = await caller().get('/api/v1/session');
    const fresh = String(headers['set-cookie']).split(';')[0] ?? '';
    const [withNew, withOld] = [await api.caller({ cookie: fresh }).get('/api/v1/session'), await caller().get('/api/v1/session')];
    await api.dataSource.query(`update user_session set rotated_at = now() - interval '61 seconds' where rotated_at is not null`);
    const later = await caller().get('/api/v1/session');

    expect(fresh).not.toBe(cookie);
    expect([withNew.status, withOld.status, later.status]).toEqual([200, 200, 401]);
  });

  test('keeps its token until then', async () => {
    const { caller } = await signedIn();

    expect((await caller().get('/api/v1/session')).headers['set-cookie']).toBeUndefined();
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
