import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type TestApi } from '../../testing/test-api';
import { openApiDocument } from '../http/open-api';
import { assertEveryRouteIsGuarded, type GuardedRoute } from './assert-every-route-is-guarded';
import { SESSION_COOKIE } from './session-cookie';

let api: TestApi;
let routes: readonly GuardedRoute[];
const folder = mkdtempSync(join(tmpdir(), 'penstock-forged-'));
const secretFile = join(folder, '..', 'penstock-forged-secret.txt');

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<title>Penstock</title>');
  writeFileSync(secretFile, 'canary');
  api = await startTestApi({ designerFolder: folder });
  routes = assertEveryRouteIsGuarded(api.app);
  await signedIn(api, 'owner@home.example', 'owner');
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
  rmSync(secretFile);
});

const anId = '0193aaaa-0000-7000-8000-000000000000';
const urlOf = (path: string): string => path.replace(/:(id|backfillId|otherId)/g, anId).replace(':key', 'ask').replace(':number', '1');
const tell = (what: string, count: number) => process.stdout.write(`${what}: ${count} routes\n`);

describe('fields that are not part of a request', () => {
  test('are refused by every route that takes fields (S9)', async () => {
    const { paths } = openApiDocument(api.app);
    const takingBodies = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations as Record<string, { requestBody?: { content?: object } }>).flatMap(([method, { requestBody }]) => (requestBody && 'application/json' in (requestBody.content ?? {}) ? [{ method: method.toUpperCase(), path }] : [])),
    );
    const open: string[] = [];

    for (const { method, path } of takingBodies) {
      const url = urlOf(path.replace(/\{(\w+)\}/g, ':$1'));
      const { status, body } = await api.as('owner').send(method as 'POST', url, { organizationId: api.foreign.id });
      const isNamed = (body?.issues as { path: string }[] | undefined)?.some((issue) => issue.path === 'organizationId');
      if (status !== 400 || !isNamed) open.push(`${method} ${path}: ${status} ${JSON.stringify(body?.issues ?? body?.code)}`);
    }

    tell('mass assignment', takingBodies.length);
    expect(open).toEqual([]);
  });
});

describe('a write with the cookie of a session', () => {
  const cookieOnly = async () => {
    const { headers } = await api.caller().post('/api/v1/session', { email: 'owner@home.example', password: 'correct horse' });
    return String([headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  };

  test('is refused by every route when the page cannot prove itself', async () => {
    const cookie = await cookieOnly();
    const writing = routes.filter(({ method, isPublic }) => method !== 'GET' && !isPublic);
    const open: string[] = [];

    for (const route of writing) {
      for (const csrf of [undefined, '', 'wrong']) {
        const caller = api.caller({ cookie, ...(csrf !== undefined && { 'x-csrf-token': csrf }) });
        const { status, body } = await caller.send(route.method as 'POST', urlOf(route.path), {});
        if (status !== 403 || body.code !== 'CSRF_TOKEN_INVALID') open.push(`${route.name}: ${status}`);
      }
    }

    tell('CSRF', writing.length);
    expect(open).toEqual([]);
  });

  test('is not believed for a token in the address or the body', async () => {
    const cookie = await cookieOnly();
    const { csrfToken } = (await api.caller({ cookie }).get('/api/v1/session')).body;

    const answer = await api.caller({ cookie }).post(`/api/v1/flows?x-csrf-token=${csrfToken}`, { name: 'x', 'x-csrf-token': csrfToken });

    expect(answer.status).toBe(403);
  });

  test('is nobody’s when the cookie is somebody’s id', async () => {
    const [session] = await api.dataSource.query<{ id: string; hash: string }[]>(`select id, encode(token_hash, 'hex') as hash from user_session limit 1`);

    for (const value of [session?.id, session?.hash, '', 'null']) {
      expect((await api.caller({ cookie: `${SESSION_COOKIE}=${value}` }).get('/api/v1/session')).status).toBe(401);
    }
  });
});

describe('an address that is written otherwise', () => {
  test.each([
    '/api/v1/./users', '/api/v1/flows/../users', '//api/v1/users', '/api//v1/users', '/API/V1/USERS', '/api/v1/users/', '/api/v1/users;public', '/api/v1/%75sers',
    '/api/v1/users%2f', '/api/v1/users?public=1', '/health/live/../../api/v1/users', '/assets/../api/v1/users', '/api/v1/session/../users', '/api/v1/users%00', '/.%2e/api/v1/users',
  ])('opens nothing without credentials: %s (S8)', async (url) => {
    const { status, headers, text } = await api.caller().get(url);

    expect([200, 301, 302].includes(status) && !String(headers['content-type']).startsWith('text/html')).toBe(false);
    expect(text).not.toContain('"items"');
  });

  test.each([
    '/../penstock-forged-secret.txt', '/%2e%2e/penstock-forged-secret.txt', '/..%2fpenstock-forged-secret.txt', '/assets/../../penstock-forged-secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fpenstock-forged-secret.txt', '/..%5cpenstock-forged-secret.txt', `/${encodeURIComponent(secretFile)}`, '/%252e%252e/penstock-forged-secret.txt',
  ])('reads no file outside the designer: %s (S3)', async (url) => {
    const { text } = await api.caller().get(url);

    expect(text).not.toContain('canary');
  });
});

describe('a request that names another site', () => {
  test('is led there by no route (S14)', async () => {
    const reading = routes.filter(({ method, name }) => method === 'GET' && name !== 'StreamController.follow');
    const led: string[] = [];

    for (const { path, name } of reading) {
      const query = ['redirect', 'redirect_uri', 'next', 'returnTo', 'url', 'continue'].map((key) => `${key}=//evil.example`).join('&');
      const answer = await api.as('owner').get(`${urlOf(path)}?${query}`);
      if (answer.headers.location !== undefined || (answer.status >= 300 && answer.status < 400)) led.push(name);
    }
    const signIn = await api.caller().post('/api/v1/session?next=//evil.example', { email: 'owner@home.example', password: 'correct horse' });

    tell('open redirects', reading.length);
    expect(led).toEqual([]);
    expect([signIn.status, signIn.headers.location]).toEqual([201, undefined]);
  });

  test('as host does not change the links that are handed over', async () => {
    const forged = api.as('owner', { host: 'evil.example', 'x-forwarded-host': 'evil.example' });

    const { body } = await forged.post('/api/v1/invitations', { email: 'guest@home.example', name: 'Guest', role: 'auditor' });

    expect(body.link).toMatch(/^http:\/\/localhost:4000\/invitation#/);
  });
});
