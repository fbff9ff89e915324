import { totpCode } from '../../platform/auth/totp';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const password = 'correct horse';
let count = 0;
async function aPerson(): Promise<{ readonly email: string; readonly caller: Caller }> {
  const email = `account${(count += 1)}@home.example`;
  return { email, caller: await signedIn(api, email, 'auditor') };
}
const signIn = (email: string, more: object = {}) => api.caller().post('/api/v1/session', { email, password, ...more });

/** Of the next step: the code of the current one has been used to set it up. */
const nextCode = (secret: string) => totpCode(secret, Date.now() + 30_000);

async function withSecondFactor() {
  const person = await aPerson();
  const { body: started } = await person.caller.post('/api/v1/account/second-factor', { password });
  const { body: confirmed } = await person.caller.post('/api/v1/account/second-factor/confirmation', { code: totpCode(started.secret, Date.now()) });
  return { ...person, secret: started.secret as string, codes: confirmed.codes as string[] };
}

describe('a second factor', () => {
  test('counts from its first code on', async () => {
    const { email, caller } = await aPerson();
    await caller.post('/api/v1/account/second-factor', { password });

    const started = await signIn(email);
    const wrong = await caller.post('/api/v1/account/second-factor/confirmation', { code: '000000' });

    expect([started.status, wrong.status, wrong.body.code]).toEqual([201, 422, 'SECOND_FACTOR_NOT_STARTED']);
  });

  test('is asked for when the password is right, and opens a session', async () => {
    const { email, secret } = await withSecondFactor();

    const answers = [await signIn(email), await signIn(email, { password: 'wrong' }), await signIn(email, { code: '000000' }), await signIn(email, { code: nextCode(secret) })];

    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual(['SECOND_FACTOR_NEEDED', 'SIGN_IN_REFUSED', 'SECOND_FACTOR_REFUSED', 201]);
  });

  test('takes a code once, also of two requests at the same moment', async () => {
    const { email, secret } = await withSecondFactor();
    const code = nextCode(secret);

    const answers = await Promise.all([signIn(email, { code }), signIn(email, { code })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  test('takes a recovery code once, however it is typed', async () => {
    const { email, codes, caller } = await withSecondFactor();
    const code = (codes[0] ?? '').toUpperCase().replaceAll('-', '');

    const answers = [await signIn(email, { code }), await signIn(email, { code })];

    expect([codes.length, ...answers.map(({ status }) => status)]).toEqual([10, 201, 401]);
    expect((await caller.get('/api/v1/account')).body).toMatchObject({ hasSecondFactor: true, recoveryCodesLeft: 9 });
  });

  test('is slowed down after five wrong codes', async () => {
    const { email, secret } = await withSecondFactor();
    for (let at = 0; at < 5; at += 1) await signIn(email, { code: '000000' });

    expect((await signIn(email, { code: nextCode(secret) })).status).toBe(429);
  });

  test('is neither set up nor removed without the password', async () => {
    const [{ caller: without }, { caller, email }] = [await aPerson(), await withSecondFactor()];

    const answers = [
      await without.post('/api/v1/account/second-factor', { password: 'wrong' }),
      await caller.post('/api/v1/account/second-factor/removal', { password: 'wrong' }),
      await signIn(email),
      await caller.post('/api/v1/account/second-factor/removal', { password }),
      await signIn(email),
    ];

    expect(answers.map(({ status, body }) => body?.code ?? status)).toEqual(['PASSWORD_NOT_RIGHT', 'PASSWORD_NOT_RIGHT', 'SECOND_FACTOR_NEEDED', 204, 201]);
  });

  test('lies sealed in the vault', async () => {
    const { secret } = await withSecondFactor();

    const rows = await api.dataSource.query<{ text: string }[]>(`select encode(ciphertext, 'escape') || secret::text as text from secret where owner_kind = 'user'`);

    expect([rows.length > 0, rows.some(({ text }) => text.includes(secret))]).toEqual([true, false]);
  });
});

describe('the sessions of a person', () => {
  test('are listed, and ended one by one', async () => {
    const { email, caller } = await aPerson();
    const { headers } = await signIn(email);
    const other = api.caller({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' });
    const { body } = await caller.get('/api/v1/account/sessions');
    const { id } = body.items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);

    const ended = await caller.send('DELETE', `/api/v1/account/sessions/${id}`);

    expect([body.items.length, ended.status, (await other.get('/api/v1/session')).status, (await caller.get('/api/v1/session')).status]).toEqual([2, 204, 401, 200]);
  });

  test('of somebody else are not found', async () => {
    const [mine, theirs] = [await aPerson(), await aPerson()];
    const { body } = await theirs.caller.get('/api/v1/account/sessions');

    const { status } = await mine.caller.send('DELETE', `/api/v1/account/sessions/${body.items[0].id}`);

    expect([status, (await theirs.caller.get('/api/v1/session')).status]).toEqual([404, 200]);
  });

  test('but the current one end with a new password', async () => {
    const { email, caller } = await aPerson();
    const { headers } = await signIn(email);
    const other = api.caller({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' });

    const refused = await caller.post('/api/v1/account/password', { current: 'wrong', password: 'a long enough one' });
    const changed = await caller.post('/api/v1/account/password', { current: password, password: 'a long enough one' });

    expect([refused.status, changed.status, (await other.get('/api/v1/session')).status, (await caller.get('/api/v1/session')).status]).toEqual([403, 204, 401, 200]);
  });
});

test('an API key has no account', async () => {
  const answers = [await api.as('owner').get('/api/v1/account'), await api.as('owner').post('/api/v1/account/password', { current: 'x', password: 'a long enough one' })];

  expect(answers.map(({ body }) => body.code)).toEqual(['ACCOUNT_NEEDS_PERSON', 'ACCOUNT_NEEDS_PERSON']);
});
