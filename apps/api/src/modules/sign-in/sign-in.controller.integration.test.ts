import { signedIn } from '../../testing/signed-in';
import { startOidcIssuer, type IdClaims, type OidcIssuer, type Spoiled } from '../../testing/oidc-issuer';
import { startTestApi, type Answer, type Caller, type TestApi } from '../../testing/test-api';

let api: TestApi;
let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await startOidcIssuer();
  api = await startTestApi({ allowedPrivateHosts: ['127.0.0.1'] });
}, 30_000);
afterAll(async () => {
  await api.close();
  await issuer.close();
});
beforeEach(async () => {
  issuer.next = {};
  await save();
});

let count = 0;
const somebody = (changes: Partial<IdClaims> = {}): IdClaims => {
  count += 1;
  return { sub: `subject-${count}`, email: `person${count}@staff.example`, email_verified: true, name: 'Pat', ...changes };
};
const save = (changes: object = {}, by: Caller = api.as('owner')) =>
  by.send('PUT', '/api/v1/sign-in/provider', {
    issuer: issuer.issuer, clientId: issuer.clientId, clientSecret: issuer.clientSecret, allowedDomains: ['staff.example'], defaultRole: 'analyst', ...changes,
  });
const cookiesOf = ({ headers }: Answer): string => [headers['set-cookie']].flat().filter(Boolean).map((cookie) => String(cookie).split(';')[0]).join('; ');
async function begin(returnTo = '/runs'): Promise<{ readonly url: string; readonly browser: Caller }> {
  const started = await api.caller().post('/api/v1/sign-in/oidc', { returnTo });
  return { url: started.body.authorizationUrl as string, browser: api.caller({ cookie: cookiesOf(started) }) };
}
const complete = (browser: Caller, query: string) => browser.post('/api/v1/sign-in/oidc/completion', { query });
/** The whole way of one person, with what the provider spoils. */
async function comeBack(person: IdClaims, spoiled: Spoiled = {}): Promise<Answer> {
  const { url, browser } = await begin();
  issuer.next = spoiled;
  return complete(browser, issuer.signIn(url, person));
}
const usersNamed = async (email: string) => (await api.as('owner').get('/api/v1/users')).body.items.filter((user: { email: string }) => user.email === email);

describe('signing in with the provider', () => {
  test('sends the browser there with PKCE, state and nonce, and no secret', async () => {
    const { url } = await begin();
    const asked = Object.fromEntries(new URL(url).searchParams);

    expect(asked).toMatchObject({
      response_type: 'code', client_id: 'penstock', redirect_uri: 'http://localhost:4000/sign-in/callback', scope: 'openid email profile',
      code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^.{43}$/), state: expect.stringMatching(/^.{43}$/), nonce: expect.stringMatching(/^.{43}$/),
    });
    expect(url).not.toContain('canary');
  });

  test('makes somebody of an allowed domain a member with the default role, and signs them in', async () => {
    const person = somebody();
    const answer = await comeBack(person);

    const session = await api.caller({ cookie: cookiesOf(answer) }).get('/api/v1/session');

    expect(answer.body).toMatchObject({ proof: null, returnTo: '/runs', session: { user: { email: person.email, role: 'analyst' } } });
    expect([session.status, (await usersNamed(person.email ?? '')).length]).toEqual([200, 1]);
  });

  test('knows somebody by the provider’s own name for them, whatever their address is now', async () => {
    const person = somebody();
    await comeBack(person);

    const { body } = await comeBack({ ...person, email: 'married@staff.example' });

    expect(body.session.user.email).toBe(person.email);
    expect(await usersNamed('married@staff.example')).toEqual([]);
  });

  test('takes up an open invitation, with its role', async () => {
    const person = somebody({ email: 'guest@partner.example' });
    await api.as('administrator').post('/api/v1/invitations', { email: person.email, name: 'Guest', role: 'approver' });

    const { body } = await comeBack(person);

    expect(body.session.user.role).toBe('approver');
    expect((await api.as('administrator').get('/api/v1/invitations')).body.items).toEqual([]);
  });

  test('stands in the audit log', async () => {
    const { email } = await comeBack(somebody()).then(({ body }) => body.session.user);

    const { body } = await api.as('auditor').get(`/api/v1/audit-log?actor=${encodeURIComponent(email)}`);

    expect(body.items.map(({ action }: { action: string }) => action).sort()).toEqual(['session.started', 'user.identity-linked', 'user.joined']);
  });
});

describe('an account with the same address', () => {
  async function aMember() {
    const person = somebody();
    await signedIn(api, person.email ?? '', 'operator');
    return person;
  }

  test('is not taken over: its password is asked for, once', async () => {
    const person = await aMember();
    const { url, browser } = await begin();
    const { body } = await complete(browser, issuer.signIn(url, person));
    const prove = (password: string) => browser.post('/api/v1/sign-in/oidc/proof', { token: body.proof.token, password });

    const answers = [await prove('a guess'), await prove('correct horse'), await prove('correct horse')];

    expect([body.session, body.proof]).toMatchObject([null, { email: person.email, needsPassword: true, needsCode: false }]);
    expect(answers.map((answer) => answer.body.code ?? answer.status)).toEqual(['SIGN_IN_REFUSED', 200, 'OIDC_REFUSED']);
    expect((await comeBack(person)).body.session.user).toMatchObject({ email: person.email, role: 'operator' });
  });

  test('is not connected in another browser than the one that began', async () => {
    const person = await aMember();
    const { body } = await comeBack(person);

    const answer = await api.caller().post('/api/v1/sign-in/oidc/proof', { token: body.proof.token, password: 'correct horse' });

    expect([answer.status, answer.body.code]).toEqual([401, 'OIDC_REFUSED']);
  });

  test('of another organisation lets nobody in', async () => {
    const person = await aMember();
    await api.dataSource.query('update app_user set organization_id = $1 where email = $2', [api.foreign.id, person.email]);

    expect((await comeBack(person)).body.code).toBe('OIDC_NO_ACCOUNT');
    expect(await usersNamed(person.email ?? '')).toEqual([]);
  });

  test('that is deactivated opens nothing, also by the provider', async () => {
    const person = somebody();
    const { body } = await comeBack(person);
    await api.as('owner').send('PATCH', `/api/v1/users/${body.session.user.id}`, { active: false });

    const answer = await comeBack(person);

    expect([answer.status, answer.body.code]).toEqual([403, 'OIDC_NO_ACCOUNT']);
  });
});

describe('a sign-in is refused in plain words', () => {
  test.each<[string, Spoiled]>([
    ['the nonce is another one', { claims: { nonce: 'another' } }],
    ['there is no nonce', { claims: { nonce: undefined } }],
    ['the token is for somebody else', { claims: { aud: 'another-client' } }],
    ['the token has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 3_600 } }],
    ['the token is of another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['the token has no signature', { signature: 'none' }],
    ['the token is signed with a key nobody knows', { signature: 'foreign' }],
  ])('when %s', async (_, spoiled) => {
    const person = somebody();

    const { status, body, headers } = await comeBack(person, spoiled);

    expect([status, body.code, body.detail]).toEqual([401, 'OIDC_REFUSED', expect.stringMatching(/could not be verified\. Nobody was signed in\. Begin again/)]);
    expect([headers['set-cookie'], await usersNamed(person.email ?? '')]).toEqual([undefined, []]);
  });

  test('when the answer comes a second time', async () => {
    const { url, browser } = await begin();
    const query = issuer.signIn(url, somebody());

    const answers = [await complete(browser, query), await complete(browser, query)];

    expect(answers.map(({ body }) => body.code)).toEqual([undefined, 'OIDC_REFUSED']);
  });

  test('when a code that was used comes with a fresh state', async () => {
    const [first, second] = [await begin(), await begin()];
    const used = new URLSearchParams(issuer.signIn(first.url, somebody()));
    await complete(first.browser, used.toString());

    used.set('state', new URL(second.url).searchParams.get('state') ?? '');

    expect((await complete(second.browser, used.toString())).body.code).toBe('OIDC_REFUSED');
  });

  test('when a code of somebody else’s sign-in is slipped in', async () => {
    const [theirs, ours] = [await begin(), await begin()];
    const stolen = new URLSearchParams(issuer.signIn(theirs.url, somebody()));

    stolen.set('state', new URL(ours.url).searchParams.get('state') ?? '');

    expect((await complete(ours.browser, stolen.toString())).body.code).toBe('OIDC_REFUSED');
  });

  test('when another browser brings the answer', async () => {
    const { url } = await begin();

    expect((await complete(api.caller(), issuer.signIn(url, somebody()))).body.code).toBe('OIDC_REFUSED');
  });

  test('when the answer says it is of another issuer', async () => {
    const { url, browser } = await begin();
    const query = new URLSearchParams(issuer.signIn(url, somebody()));
    query.set('iss', 'https://elsewhere.example');

    expect((await complete(browser, query.toString())).body.code).toBe('OIDC_REFUSED');
  });

  test('when the provider was exchanged meanwhile', async () => {
    const other = await startOidcIssuer();
    const { url, browser } = await begin();
    await save({ issuer: other.issuer });

    const { body } = await complete(browser, issuer.signIn(url, somebody()));
    await other.close();

    expect(body.code).toBe('OIDC_REFUSED');
  });

  test('when the person did not agree', async () => {
    const { url, browser } = await begin();
    const state = new URL(url).searchParams.get('state') ?? '';

    const { body } = await complete(browser, new URLSearchParams({ error: 'access_denied', state, iss: issuer.issuer }).toString());

    expect([body.code, body.detail]).toEqual(['OIDC_REFUSED', expect.stringContaining('You were not let in')]);
  });

  test.each<[string, Partial<IdClaims>]>([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined as never }],
    ['missing', { email: undefined as never }],
  ])('when the address is %s', async (_, changes) => {
    expect((await comeBack(somebody(changes))).body.code).toBe('OIDC_EMAIL_NOT_VERIFIED');
  });

  test.each(['person@elsewhere.example', 'person@staff.example.elsewhere.example', 'person@sub.staff.example'])('when nobody knows %s', async (email) => {
    const { status, body } = await comeBack(somebody({ email }));

    expect([status, body.code]).toEqual([403, 'OIDC_NO_ACCOUNT']);
  });
});

describe('where the person goes afterwards (S14)', () => {
  test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '\\/elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)', 'runs', '/api/v1/runs', '/..//elsewhere.example', ''])(
    'is never %j',
    async (returnTo) => {
      const { status, body } = await api.caller().post('/api/v1/sign-in/oidc', { returnTo });

      expect([status, body.code]).toEqual([400, 'REQUEST_INVALID']);
    },
  );

  test('is a page of this site, with its filter', async () => {
    const { url, browser } = await begin('/runs?status=waiting#top');

    expect((await complete(browser, issuer.signIn(url, somebody()))).body.returnTo).toBe('/runs?status=waiting#top');
  });
});

describe('the provider', () => {
  test('is offered on the sign-in page by its host alone', async () => {
    const { text, body } = await api.caller().get('/api/v1/sign-in');

    expect(body).toEqual({ provider: { name: new URL(issuer.issuer).host }, passwords: true });
    expect(text).not.toContain('penstock');
  });

  test('is shown without its secret', async () => {
    const { text, body } = await api.as('auditor').get('/api/v1/sign-in/provider');

    expect(body).toMatchObject({ issuer: issuer.issuer, clientSecretSetAt: expect.any(String), redirectUri: 'http://localhost:4000/sign-in/callback' });
    expect(text).not.toContain('canary');
  });

  test('is not saved when it does not answer as one', async () => {
    const { status, body } = await save({ issuer: `${issuer.issuer}/nothing` });

    expect([status, body.code]).toEqual([422, 'OIDC_PROVIDER_UNUSABLE']);
    expect((await api.as('owner').get('/api/v1/sign-in/provider')).body.issuer).toBe(issuer.issuer);
  });

  test.each(['http://localhost:1', 'https://169.254.169.254', 'https://[::1]'])('is not asked for at %s, which nobody allowed', async (address) => {
    expect((await save({ issuer: address })).body.code).toBe('OIDC_PROVIDER_UNUSABLE');
  });

  test('does not get the secret of another one', async () => {
    expect((await save({ issuer: 'https://elsewhere.example', clientSecret: undefined })).body.code).toBe('OIDC_PROVIDER_UNUSABLE');
    expect((await save({ clientSecret: undefined })).status).toBe(200);
  });

  test('can be the only way in for everybody but owners', async () => {
    const [member, owner] = [somebody().email ?? '', somebody().email ?? ''];
    await signedIn(api, member, 'administrator');
    await signedIn(api, owner, 'owner');
    await save({ passwordSignInOff: true });

    const answers = await Promise.all([member, owner].map((email) => api.caller().post('/api/v1/session', { email, password: 'correct horse' })));

    expect(answers.map(({ body, status }) => body.code ?? status)).toEqual(['PASSWORD_SIGN_IN_OFF', 201]);
    expect((await api.caller().get('/api/v1/sign-in')).body.passwords).toBe(false);
  });

  test('is gone when an owner removes it', async () => {
    await api.as('owner').send('DELETE', '/api/v1/sign-in/provider');

    const { status, body } = await api.caller().post('/api/v1/sign-in/oidc', {});

    expect([status, body.code, (await api.caller().get('/api/v1/sign-in')).body]).toEqual([404, 'OIDC_NOT_SET_UP', { provider: null, passwords: true }]);
  });
});
