import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { aLivePlace, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
let place: LivePlace;
const limit = 512 * 1024;
beforeAll(async () => {
  api = await startTestApi({ fileLimitBytes: limit });
  place = await aLivePlace(api);
});
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('truncate stored_file, stored_file_piece'));

const url = (more: object = {}) => `/api/v1/files?${new URLSearchParams({ name: 'remittance.csv', mediaType: 'text/csv', ...more }).toString()}`;
const upload = (content: string | Buffer | Readable, { query = {}, headers = {}, who = 'Home-operator' }: { query?: object; headers?: object; who?: string } = {}) =>
  api.app.inject({ method: 'POST', url: url(query), headers: { authorization: `Bearer ${who}`, 'content-type': 'application/octet-stream', ...headers }, payload: content });
const uploaded = async (content: string | Buffer, query: object = {}) => (await upload(content, { query })).json() as { id: string; handle: string };
const entries = (id: string) => api.dataSource.query<{ action: string; details: { sha256?: string } }[]>(`select action, details from audit_entry where object_id = $1 order by number`, [id]);
const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

describe('an upload', () => {
  test('becomes a file with a handle, and is in the audit log', async () => {
    const answer = await upload('invoice;amount\nWEB-1;19.99\n');

    const file = answer.json();
    expect([answer.statusCode, file]).toEqual([
      201,
      {
        id: expect.any(String), handle: `file_${file.id}`, name: 'remittance.csv', mediaType: 'text/csv', size: 27, sha256: hash('invoice;amount\nWEB-1;19.99\n'),
        origin: 'upload', createdBy: 'key operator', createdAt: expect.any(String), expiresAt: expect.any(String),
      },
    ]);
    expect(await entries(file.id)).toEqual([expect.objectContaining({ action: 'file.uploaded' })]);
    expect((await api.as('auditor').get('/api/v1/files')).body.items).toEqual([file]);
    expect((await api.as('auditor').get(`/api/v1/files/${file.id}`)).body).toEqual(file);
  });

  test('comes piece by piece, of any size up to the limit', async () => {
    const content = randomBytes(limit);
    const parts = Readable.from(Array.from({ length: 64 }, (_, index) => content.subarray(index * 8_192, (index + 1) * 8_192)));

    const { statusCode, json } = await upload(parts, { headers: { 'transfer-encoding': 'chunked' } });

    expect([statusCode, json().size, json().sha256]).toEqual([201, limit, hash(content)]);
  });

  test.each([
    ['card data', 'card\n4111111111111111\n', {}, {}, 422, 'FILE_HAS_CARD_DATA'],
    ['another SHA-256 than announced', 'a', { sha256: 'b'.repeat(64) }, {}, 422, 'FILE_CHANGED_ON_ITS_WAY'],
    ['too many bytes', Buffer.alloc(limit + 1), {}, {}, 413, 'FILE_TOO_LARGE'],
    ['too many bytes that it does not announce', Readable.from([Buffer.alloc(limit), Buffer.alloc(1)]), {}, { 'transfer-encoding': 'chunked' }, 413, 'FILE_TOO_LARGE'],
    ['a name with a folder', 'a', { name: '../a.csv' }, {}, 400, 'REQUEST_INVALID'],
    ['no media type', 'a', { mediaType: 'text/csv\r\nx: y' }, {}, 400, 'REQUEST_INVALID'],
    ['another content type', '{}', {}, { 'content-type': 'application/json' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['a form', 'a=b', {}, { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['an Idempotency-Key and no SHA-256', 'a', {}, { 'idempotency-key': 'k-0' }, 400, 'REQUEST_INVALID'],
  ])('with %s keeps nothing', async (_name, content, query, headers, status, code) => {
    const answer = await upload(content as string, { query, headers });

    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(await api.dataSource.query('select count(*)::int as n from stored_file')).toEqual([{ n: 0 }]);
  });

  test('is needed by nobody else: other addresses take no octets', async () => {
    const answer = await api.app.inject({ method: 'POST', url: '/api/v1/flows', headers: { authorization: 'Bearer Home-builder', 'content-type': 'application/octet-stream' }, payload: '{"name":"x"}' });

    expect([answer.statusCode, answer.json().code]).toEqual([415, 'CONTENT_TYPE_UNSUPPORTED']);
  });

  test('is repeated under its Idempotency-Key without a second file', async () => {
    const again = { query: { sha256: hash('a;b') }, headers: { 'idempotency-key': 'k-1' } };

    const [first, second] = [await upload('a;b', again), await upload('a;b', again)];
    const other = await upload('a;c', { query: { sha256: hash('a;c') }, headers: { 'idempotency-key': 'k-1' } });

    expect([second.json().id, other.json().code]).toEqual([first.json().id, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await api.as('owner').get('/api/v1/files')).body.items).toHaveLength(1);
  });
});

describe('a download', () => {
  test('is an attachment that nothing can run in', async () => {
    const page = '<script>alert(1)</script>';
    const { id } = await uploaded(page, { name: 'Überweisung "1".html', mediaType: 'text/html' });

    const { status, headers, text } = await api.as('operator').get(`/api/v1/files/${id}/content`);

    expect([status, text, headers]).toEqual([
      200,
      page,
      expect.objectContaining({
        'content-type': 'text/html',
        'content-disposition': `attachment; filename="_berweisung _1_.html"; filename*=UTF-8''%C3%9Cberweisung%20%221%22.html`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'content-length': String(page.length),
        'cache-control': 'no-store',
      }),
    ]);
  });

  test('comes byte by byte as it was sent, and is in the audit log', async () => {
    const content = randomBytes(400_000);
    const { id } = await uploaded(content);

    const answer = await api.app.inject({ url: `/api/v1/files/${id}/content`, headers: { authorization: 'Bearer Home-builder' } });

    expect(answer.rawPayload.equals(content)).toBe(true);
    expect((await entries(id)).map(({ action }) => action)).toEqual(['file.uploaded', 'file.content-viewed']);
  });
});

describe('files of another organisation', () => {
  test('are neither listed, read nor deleted', async () => {
    const { id } = await uploaded('a;b');
    const stranger = api.foreign.as('owner');

    expect((await stranger.get('/api/v1/files')).body.items).toEqual([]);
    expect([(await stranger.get(`/api/v1/files/${id}`)).status, (await stranger.get(`/api/v1/files/${id}/content`)).status, (await stranger.send('DELETE', `/api/v1/files/${id}`)).status]).toEqual([404, 404, 404]);
    expect((await api.as('owner').get(`/api/v1/files/${id}`)).status).toBe(200);
  });
});

describe('a file that is deleted', () => {
  test('is gone, which is in the audit log', async () => {
    const { id } = await uploaded('a;b');

    expect((await api.as('administrator').send('DELETE', `/api/v1/files/${id}`)).status).toBe(204);
    expect((await api.as('administrator').get(`/api/v1/files/${id}/content`)).status).toBe(404);
    expect((await entries(id)).map(({ action }) => action)).toEqual(['file.uploaded', 'file.deleted']);
  });

  test('stays while an event on the unrouted shelf names it', async () => {
    const { id, handle } = await uploaded('a;b');
    const { eventId } = await aRecordedRun(api, place, { payload: `{"file":{"handle":"${handle}"}}` });
    await api.dataSource.query(`update event set state = 'unrouted' where id = $1`, [eventId]);

    const answer = await api.as('administrator').send('DELETE', `/api/v1/files/${id}`);

    expect([answer.status, answer.body.code]).toEqual([409, 'FILE_IN_USE']);
  });

  test('stays while an open run has it', async () => {
    const { id, handle } = await uploaded('a;b');
    const { runId } = await aRecordedRun(api, place, { status: 'waiting', payload: `{"file":{"handle":"${handle}"}}` });
    await api.dataSource.query('insert into run_queue (run_id, organization_id, ready_at) values ($1, $2, now())', [runId, api.home.id]);

    const answer = await api.as('administrator').send('DELETE', `/api/v1/files/${id}`);

    expect([answer.status, answer.body.code]).toEqual([409, 'FILE_IN_USE']);
  });

  test('goes with the erasure of an event that names it, and no other does', async () => {
    const [mine, other] = [await uploaded('Jane Roe'), await uploaded('someone else')];
    const { eventId } = await aRecordedRun(api, place, { payload: `{"file":{"handle":"${mine.handle}"}}` });

    await api.as('administrator').post('/api/v1/erasures', { reason: 'The customer asked for it by letter.', eventIds: [eventId] });

    expect((await api.as('owner').get('/api/v1/files')).body.items.map(({ id }: { id: string }) => id)).toEqual([other.id]);
  });
});

describe('a file that is dropped for a deployment', () => {
  const drop = (content: string, who = 'Home-operator') => upload(content, { query: { deployment: place.deploymentId }, who });
  const kept = async () => (await api.as('owner').get('/api/v1/files')).body.items as { handle: string }[];
  afterEach(() => {
    api.host.nextTrigger = undefined;
    api.host.triggerAnswers = {};
  });

  test('is kept before the flow is started, and the answer says what was started', async () => {
    const seen: unknown[] = [];
    api.host.triggerAnswers = {
      drop: async (_of, file) => {
        seen.push((await kept()).map(({ handle }) => handle === file.handle));
        return { outcome: 'dropped', fresh: 2, known: 1, parked: 0 };
      },
    };

    const answer = await drop('a;b');

    expect([answer.statusCode, answer.json().starts, seen]).toEqual([201, { fresh: 2, known: 1, parked: 0 }, [[true]]]);
  });

  test.each([
    ['payload', 422, 'EVENT_PAYLOAD_INVALID', 0],
    ['not-offered', 422, 'TRIGGER_CANNOT_DO_THIS', 0],
    ['not-live', 409, 'DEPLOYMENT_NOT_LIVE', 0],
    ['busy', 503, 'INTAKE_BUSY', 1],
  ] as const)('and refused for %s is kept only if some events may name it', async (reason, status, code, files) => {
    api.host.nextTrigger = { outcome: 'refused', reason, message: 'In the words of the engine.' };

    const answer = await drop('a;b');

    expect([answer.statusCode, answer.json().code, (await kept()).length]).toEqual([status, code, files]);
  });

  test.each([['Foreign-owner'], ['Home-auditor']])('is not even read for %s', async (who) => {
    const answer = await drop('a;b', who);

    expect([answer.statusCode >= 400, await kept()]).toEqual([true, []]);
  });
});
