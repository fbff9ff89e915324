import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
const folder = mkdtempSync(join(tmpdir(), 'penstock-designer-'));
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<title>Penstock</title>');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'console.log(1)');
  api = await startTestApi({ designerFolder: folder });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string) => api.caller().get(url);

describe('the designer', () => {
  test.each(['/', '/flows', '/runs/0193aaaa-0000-7000-8000-000000000000'])('is served at %p, fresh every time', async (url) => {
    const { status, text, headers } = await get(url);

    expect([status, text, headers['cache-control']]).toEqual([200, '<title>Penstock</title>', 'no-cache']);
  });

  test('lets browsers keep files with a hash in their name', async () => {
    const { status, headers } = await get('/assets/main-1a2b.js');

    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  test.each(['/assets/gone.js', '/api/nothing', '/hooks/sandbox/notices', '/health/nothing', '/..%2f..%2fetc/passwd.txt'])(
    'does not stand in for a missing %p',
    async (url) => {
      const { text } = await get(url);

      expect(text).toMatch(/^\{"type":"about:blank"/);
    },
  );

  test('may run scripts of its own origin only, in no frame', async () => {
    const { headers } = await get('/');

    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-src 'none'; frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});

describe('a body of the API', () => {
  const send = (contentType: string, payload: string) =>
    api.app.inject({ method: 'POST', url: '/api/v1/session', headers: { 'content-type': contentType }, payload });

  test.each([
    ['text/plain', '{"email":"a@b.example","password":"x"}', 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['application/x-www-form-urlencoded', 'email=a@b.example', 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['application/json', '{"email":', 400, 'MALFORMED_JSON'],
    ['application/json', '{"__proto__":{"x":1}}', 400, 'MALFORMED_JSON'],
    ['application/json', `"${'x'.repeat(4 * 1024 * 1024)}"`, 413, 'BODY_TOO_LARGE'],
  ])('as %s is refused when it is not what it must be', async (contentType, payload, status, code) => {
    const answer = await send(contentType, payload);

    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });
});

describe('an unexpected error', () => {
  test('tells the caller nothing of its cause', async () => {
    const broken = await startTestApi();
    await broken.dataSource.query('drop table slot_binding cascade');

    const { status, body, text } = await broken.as('owner').get('/api/v1/connections');

    await broken.close();
    expect([status, body.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(text).not.toMatch(/slot_binding|select|\.ts/);
  });
});

describe('the description of the API', () => {
  interface Operation {
    readonly responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
  }
  interface Description {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, Operation>>;
    readonly components: { schemas: Record<string, unknown> };
  }
  const description = async () => (await get('/api/v1/openapi.json')).body as Description;

  test('is OpenAPI 3.1 and names every resource', async () => {
    const { openapi, paths } = await description();

    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/session',
        '/api/v1/flows/{id}/draft',
        '/api/v1/flows/{id}/versions',
        '/api/v1/deployments',
        '/api/v1/connections/{id}/test',
        '/api/v1/runs/{id}/steps',
        '/api/v1/events/{id}/replay',
        '/api/v1/api-keys',
        '/api/v1/stream',
      ]),
    );
  });

  test('refers only to schemas that it holds', async () => {
    const text = JSON.stringify(await description());
    const { components } = JSON.parse(text) as Description;

    const wanted = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');

    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((name) => !Object.hasOwn(components.schemas, name))).toEqual([]);
  });

  test('can be read by people without the network', async () => {
    const page = await get('/api/docs');

    expect(page.status).toBe(200);
    expect(page.text.match(/(?:src|href)="https?:/g)).toBeNull();
  });
});

describe('health and metrics', () => {
  test('tell that the process lives and takes events', async () => {
    const [live, ready] = [await get('/health/live'), await get('/health/ready')];

    expect([live.body, ready.body]).toEqual([{ status: 'live' }, { status: 'ready' }]);
  });

  test('tell when intake does not acknowledge', async () => {
    api.host.ready = false;

    const { status, body } = await get('/health/ready');

    api.host.ready = true;
    expect([status, body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  });

  test('speak the language of Prometheus', async () => {
    const { text, headers } = await get('/metrics');

    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('penstock_engine{name="runs_succeeded"} 7');
    expect(text).toMatch(/penstock_http_request_seconds_count\{method="GET",route="\/",status="200"\} \d/);
  });
});
