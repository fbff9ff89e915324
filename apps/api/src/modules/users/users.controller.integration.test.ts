import type { Role } from '@penstock/contracts';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

let count = 0;
const anAddress = () => `person${(count += 1)}@home.example`;
const tokenOf = (link: string) => link.split('#')[1] ?? '';
const invite = (email: string, role: Role = 'analyst', by: Caller = api.as('administrator')) =>
  by.post('/api/v1/invitations', { email, name: 'New person', role });
const accept = (link: string, password = 'a long enough one') =>
  api.caller().post('/api/v1/invitations/acceptance', { token: tokenOf(link), password });
const signIn = (email: string, password = 'a long enough one') => api.caller().post('/api/v1/session', { email, password });
const idOf = async (email: string): Promise<string> =>
  (await api.as('owner').get('/api/v1/users')).body.items.find((user: { email: string }) => user.email === email).id as string;

async function aMember(role: Role = 'analyst'): Promise<{ readonly id: string; readonly email: string }> {
  const email = anAddress();
  await accept((await invite(email, role, api.as('owner'))).body.link);
  return { id: await idOf(email), email };
}

describe('an invitation', () => {
  test('makes an account with the role it names, once', async () => {
    const email = anAddress();
    const { status, body } = await invite(email);

    const answers = [await accept(body.link), await accept(body.link), await signIn(email)];

    expect([status, body.mailed, ...answers.map((answer) => answer.status)]).toEqual([201, false, 204, 410, 201]);
    expect(answers[2]?.body.user).toMatchObject({ email, role: 'analyst' });
  });

  test('is stored as a hash, and never shown again', async () => {
    const { body } = await invite(anAddress());

    const list = await api.as('owner').get('/api/v1/invitations');
    const [stored] = await api.dataSource.query<{ row: string }[]>('select user_invitation::text as row from user_invitation where id = $1', [body.id]);

    expect([list.text, stored?.row].some((text) => text?.includes(tokenOf(body.link)))).toBe(false);
  });

  test.each([
    ['was withdrawn', (id: string) => api.as('administrator').send('DELETE', `/api/v1/invitations/${id}`)],
    ['has expired', (id: string) => api.dataSource.query(`update user_invitation set expires_at = now() - interval '1 second' where id = $1`, [id])],
  ])('is of no use when it %s', async (_, end) => {
    const email = anAddress();
    const { body } = await invite(email);
    await end(body.id);

    const answer = await accept(body.link);

    expect([answer.status, answer.body.code, (await signIn(email)).status]).toEqual([410, 'LINK_NOT_VALID', 401]);
  });

  test('is refused for an address that is known, however it is written', async () => {
    const { email } = await aMember();

    const { status, body } = await invite(email.toUpperCase());

    expect([status, body.code]).toEqual([409, 'EMAIL_TAKEN']);
  });

  test('of an owner is for owners to make', async () => {
    const answers = [await invite(anAddress(), 'owner'), await invite(anAddress(), 'owner', api.as('owner'))];

    expect(answers.map(({ status }) => status)).toEqual([403, 201]);
  });

  test('cannot be withdrawn by another organisation', async () => {
    const { body } = await invite(anAddress());

    const { status } = await api.foreign.as('owner').send('DELETE', `/api/v1/invitations/${body.id}`);

    expect([status, (await accept(body.link)).status]).toEqual([404, 204]);
  });

  test('takes no short password and no role of its own choice', async () => {
    const { body } = await invite(anAddress());
    const answers = [
      await accept(body.link, 'short'),
      await api.caller().post('/api/v1/invitations/acceptance', { token: tokenOf(body.link), password: 'a long enough one', role: 'owner' }),
    ];

    expect(answers.map((answer) => [answer.status, answer.body.issues[0].path])).toEqual([[400, 'password'], [400, 'role']]);
  });
});

describe('changing what a person may do', () => {
  const change = (by: Caller, id: string, body: object) => by.send('PATCH', `/api/v1/users/${id}`, body);

  test('counts at once: their sessions end', async () => {
    const { id, email } = await aMember();
    const { headers } = await signIn(email);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';

    const { body } = await change(api.as('administrator'), id, { role: 'auditor' });

    expect([body.role, (await api.caller({ cookie }).get('/api/v1/session')).status]).toEqual(['auditor', 401]);
    expect((await signIn(email)).body.user.role).toBe('auditor');
  });

  test('by deactivating closes the account in the words of a wrong password, and opens it again', async () => {
    const { id, email } = await aMember();

    await change(api.as('administrator'), id, { active: false });
    const closed = await signIn(email);
    await change(api.as('administrator'), id, { active: true });

    expect([closed.body.code, (await signIn(email)).status]).toEqual(['SIGN_IN_REFUSED', 201]);
  });

  test('is refused for the last owner, and for one owner too many', async () => {
    const [one, other] = [await aMember('owner'), await aMember('owner')];
    await api.dataSource.query(`update app_user set deactivated_at = now() where organization_id = $1 and role = 'owner' and id <> all($2)`, [api.home.id, [one.id, other.id]]);

    const answers = await Promise.all([one, other].map(({ id }) => change(api.as('owner'), id, { role: 'builder' })));

    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'LAST_OWNER']);
  });

  test('of an owner is refused to an administrator, and so is making one', async () => {
    const [owner, analyst] = [await aMember('owner'), await aMember()];
    const by = api.as('administrator');

    const answers = [await change(by, owner.id, { active: false }), await change(by, analyst.id, { role: 'owner' })];

    expect(answers.map(({ body }) => body.code)).toEqual(['OWNERS_ONLY', 'OWNERS_ONLY']);
  });

  test('is refused for oneself', async () => {
    const administrator = await signedIn(api, anAddress(), 'administrator');
    const { body: me } = await administrator.get('/api/v1/session');

    const { body } = await change(administrator, me.user.id, { role: 'owner' });

    expect(body.code).toBe('OWN_RIGHTS');
  });

  test.each([{ organizationId: '0193aaaa-0000-7000-8000-000000000000' }, { passwordHash: 'x' }, { id: '0193aaaa-0000-7000-8000-000000000000' }, {}])(
    'is refused with %j',
    async (body) => {
      const { id } = await aMember();

      expect((await change(api.as('owner'), id, body)).status).toBe(400);
    },
  );

  test('is not known to another organisation', async () => {
    const { id, email } = await aMember();

    const { status } = await change(api.foreign.as('owner'), id, { active: false });
    const { body } = await api.foreign.as('owner').get('/api/v1/users');

    expect([status, (await signIn(email)).status, JSON.stringify(body).includes(email)]).toEqual([404, 201, false]);
  });
});

describe('a password reset', () => {
  const complete = (link: string, password = 'another long one') =>
    api.caller().post('/api/v1/password-resets/completion', { token: tokenOf(link), password });

  test('sets another password once, and signs out whoever knew the old one', async () => {
    const { id, email } = await aMember();
    const { headers } = await signIn(email);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const { body } = await api.as('administrator').post(`/api/v1/users/${id}/password-reset`);

    const answers = [await complete(body.link), await complete(body.link), await signIn(email), await signIn(email, 'another long one')];

    expect(answers.map(({ status }) => status)).toEqual([204, 410, 401, 201]);
    expect((await api.caller({ cookie }).get('/api/v1/session')).status).toBe(401);
  });

  test('of an owner is not for administrators to make', async () => {
    const { id } = await aMember('owner');

    const { body } = await api.as('administrator').post(`/api/v1/users/${id}/password-reset`);

    expect(body.code).toBe('OWNERS_ONLY');
  });

  test('that is asked for is answered the same for an account and for none, and only so often', async () => {
    const { email } = await aMember();
    const ask = (address: string, remoteAddress = '10.1.1.1') => api.app.inject({ method: 'POST', url: '/api/v1/password-resets', remoteAddress, payload: { email: address } });

    const answers = [await ask(email), await ask('nobody@home.example')];
    for (let at = 0; at < 3; at += 1) await ask(email);

    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([[204, ''], [204, '']]);
    expect((await ask(email)).statusCode).toBe(429);
  });
});

describe('roles for single environments', () => {
  const give = (id: string, environmentRoles: unknown, by: Caller = api.as('administrator')) => by.send('PATCH', `/api/v1/users/${id}`, { environmentRoles });

  test('are given as a whole, shown, and stand in the audit log', async () => {
    const { id } = await aMember();
    await give(id, [{ environment: 'sandbox', role: 'builder' }]);

    const { body } = await give(id, [{ environment: 'production', role: 'operator' }]);
    const log = await api.as('auditor').get('/api/v1/audit-log?action=user.environment-roles-changed');

    expect(body.environmentRoles).toEqual([{ environment: 'production', role: 'operator' }]);
    expect(log.body.items[0].details).toEqual({ environmentRoles: [{ environment: 'production', role: 'operator' }] });
  });

  test('are not those of an owner, and not one’s own to give', async () => {
    const me = await signedIn(api, anAddress(), 'administrator');
    const session = await me.get('/api/v1/session');

    const answers = [await give((await aMember()).id, [{ environment: 'sandbox', role: 'owner' }]), await give(session.body.user.id as string, [{ environment: 'production', role: 'operator' }], me)];

    expect(answers.map(({ body }) => body.code)).toEqual(['REQUEST_INVALID', 'OWN_RIGHTS']);
  });

  test('count at once: the person is signed out', async () => {
    const { id, email } = await aMember();
    const { headers } = await signIn(email);
    const caller = api.caller({ cookie: String([headers['set-cookie']].flat()[0]).split(';')[0] ?? '' });

    await give(id, [{ environment: 'production', role: 'operator' }]);

    expect((await caller.get('/api/v1/session')).status).toBe(401);
  });
});
