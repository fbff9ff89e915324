import { stringifyJson, type Json } from '@penstock/kernel';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, ApiUnreachable } from './api-problem';
import { createApiClient } from './create-api-client';
import { readMessage } from './live-stream';

const id = '0193a000-0000-7000-8000-000000000001';
const at = '2026-11-23T09:30:00.000Z';

const session = {
  user: { id, email: 'ada@demo.example', name: 'Ada', role: 'owner' },
  organization: { id, name: 'Northwind' },
  csrfToken: 'csrf-1',
};
const draft = {
  flowId: id,
  document: {
    schemaVersion: 1,
    name: 'Card payments',
    trigger: {
      name: 'Order',
      connector: 'webhook',
      trigger: 'signed-webhook',
      version: 1,
      settings: {},
      position: { x: 0, y: 0 },
    },
    steps: {},
    edges: [],
  },
  revision: 4,
  problems: [],
  updatedAt: at,
  updatedBy: 'Ada',
} as const;
const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: 'Refused',
  status,
  code,
  detail: 'It was refused. Nothing was changed.',
  requestId: 'req-1',
});

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server that gives one answer after the other and remembers what it was asked. */
class AnsweringServer {
  readonly seen: Seen[] = [];
  readonly answers: Answer[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      this.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const { status, body, text, headers: more } = this.answers.shift() ?? { status: 500 };
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(text ?? (body === undefined ? '' : JSON.stringify(body)));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let server: AnsweringServer;
let baseUrl: string;

beforeEach(async () => {
  server = new AnsweringServer();
  baseUrl = await server.start();
});
afterEach(() => server.stop());

describe('reading', () => {
  test('a filter becomes the query and empty ones are left out', async () => {
    server.answers.push({ status: 200, body: { items: [], nextCursor: null } });

    const page = await createApiClient({ baseUrl }).runs.list({ status: 'needs-attention', q: '', limit: 20 });

    expect(page).toEqual({ items: [], nextCursor: null });
    expect(server.seen[0]?.url).toBe('/api/v1/runs?status=needs-attention&limit=20');
  });

  test('a list that comes whole needs no cursor', async () => {
    server.answers.push({ status: 200, body: { items: [] } });

    const page = await createApiClient({ baseUrl }).runs.steps(id);

    expect(page.nextCursor).toBeNull();
  });

  test('an answer outside the contract is refused', async () => {
    server.answers.push({ status: 200, body: { items: [{ nonsense: true }], nextCursor: null } });

    const reading = createApiClient({ baseUrl }).runs.list();

    await expect(reading).rejects.toMatchObject({ code: 'API_ANSWER_UNREADABLE' });
  });

  test('an API key goes along as given', async () => {
    server.answers.push({ status: 200, body: draft });

    await createApiClient({ baseUrl, headers: { authorization: 'Bearer pk_1' } }).flows.draft(id);

    expect(server.seen[0]?.headers.authorization).toBe('Bearer pk_1');
  });
});

describe('writing with a session', () => {
  test('the csrf token of the session goes along', async () => {
    server.answers.push({ status: 200, body: session }, { status: 200, body: draft });
    const api = createApiClient({ baseUrl });

    await api.session.signIn({ email: 'ada@demo.example', password: 'demo' });
    await api.flows.saveDraft(id, { document: draft.document as never, revision: 4 });

    expect(server.seen[1]).toMatchObject({ method: 'PUT', url: `/api/v1/flows/${id}/draft` });
    expect(server.seen[1]?.headers['x-csrf-token']).toBe('csrf-1');
    expect(JSON.parse(server.seen[1]?.body ?? '')).toEqual({ document: draft.document, revision: 4 });
  });

  test('a create carries the key that makes its repeat harmless', async () => {
    server.answers.push({ status: 422, body: problem(422, 'FLOW_HAS_PROBLEMS') });

    await createApiClient({ baseUrl }).flows.create({ name: 'Once' }, 'key-1').catch(() => undefined);

    expect(server.seen[0]?.headers['idempotency-key']).toBe('key-1');
  });

  test('signing out forgets the token', async () => {
    server.answers.push({ status: 200, body: session }, { status: 204 }, { status: 202 });
    const api = createApiClient({ baseUrl });
    await api.session.current();
    await api.session.signOut();

    await api.runs.retry(id);

    expect(server.seen[2]?.headers['x-csrf-token']).toBeUndefined();
  });
});

describe('a refusal', () => {
  test('carries the problem document', async () => {
    server.answers.push({ status: 409, body: { ...problem(409, 'DRAFT_CONFLICT'), current: draft } });

    const refusal = await createApiClient({ baseUrl })
      .flows.draft(id)
      .catch((thrown: unknown) => thrown);

    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({
      code: 'DRAFT_CONFLICT',
      status: 409,
      message: 'It was refused. Nothing was changed.',
      problem: { current: { revision: 4 } },
    });
  });

  test('for asking too much says how long to wait', async () => {
    server.answers.push({ status: 429, body: problem(429, 'TOO_MANY_REQUESTS'), headers: { 'retry-after': '7' } });

    await expect(createApiClient({ baseUrl }).flows.list()).rejects.toMatchObject({ status: 429, retryAfterSeconds: 7 });
  });

  test('without a problem document still says what it means', async () => {
    server.answers.push({ status: 502, text: '<html>Bad gateway</html>' });

    const refusal = createApiClient({ baseUrl }).flows.list();

    await expect(refusal).rejects.toMatchObject({ code: 'HTTP_ERROR', status: 502 });
  });

  test('of a signed-out session is reported once', async () => {
    server.answers.push({ status: 401, body: problem(401, 'UNAUTHENTICATED') });
    const onUnauthorized = jest.fn();

    await createApiClient({ baseUrl, onUnauthorized })
      .flows.list()
      .catch(() => undefined);

    expect(onUnauthorized).toHaveBeenCalledTimes(1);
  });

  test('of a sign-in is left to the sign-in page', async () => {
    server.answers.push({ status: 401, body: problem(401, 'SIGN_IN_REFUSED') });
    const onUnauthorized = jest.fn();

    await createApiClient({ baseUrl, onUnauthorized })
      .session.current()
      .catch(() => undefined);

    expect(onUnauthorized).not.toHaveBeenCalled();
  });
});

test('a dry run brings what its steps saw with every digit', async () => {
  const input = '{"number":12345678901234567890.10,"total":100.0000}';
  const step = `{"key":"sum","stepId":"sum","name":"Sum","kind":"map","iteration":[],"status":"succeeded","port":"default","input":${input},"failure":null,"answeredFrom":"computed","restsOn":[],"isGuess":false}`;
  server.answers.push({
    status: 200,
    text: `{"flowId":"${id}","version":"draft","environment":"sandbox","outcome":"succeeded","steps":[${step}],"effects":[],"totals":[],"assumptions":[],"problems":[]}`,
  });

  const { steps } = await createApiClient({ baseUrl }).flows.dryRun(id, { payloadText: '{}' });

  expect(stringifyJson(steps[0]?.input as Json)).toBe(input);
});

describe('a server that is away', () => {
  test('is told apart from a refusal', async () => {
    await server.stop();

    const reading = createApiClient({ baseUrl }).flows.list();

    await expect(reading).rejects.toBeInstanceOf(ApiUnreachable);
    server = new AnsweringServer();
    await server.start();
  });
});

describe('a message of the live stream', () => {
  test('about a run is read', () => {
    const message = { type: 'run', runId: id, flowId: id, environment: 'sandbox', status: 'running' };

    expect(readMessage(JSON.stringify(message))).toEqual(message);
  });

  test.each(['{"type":"newer"}', 'half a li', ''])('that reads %j is passed over', (data) => {
    expect(readMessage(data)).toBeNull();
  });
});
