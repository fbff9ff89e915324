import { auditHash, type AuditEntry } from '@penstock/database';
import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { aLivePlace, aRecordedRun } from '../../testing/recorded-runs';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

interface Entry {
  readonly number: number;
  readonly action: string;
  readonly actor: { readonly name: string };
  readonly object: { readonly kind: string; readonly id: string; readonly name: string };
  readonly details: Readonly<Record<string, unknown>>;
}

const log = async (query = ''): Promise<Entry[]> => (await api.as('auditor').get(`/api/v1/audit-log?limit=200${query}`)).body.items as Entry[];
const actions = async (query = ''): Promise<string[]> => (await log(query)).map(({ action }) => action).reverse();
const post = async (url: string, body?: unknown) => (await api.as('owner').post(url, body)).body as { id: string };

describe('every change of configuration', () => {
  test('is in the audit log, by whom and of what', async () => {
    const connection = (await connectBank(api)).body as { id: string };
    const flowId = await aFlowWithVersion(api);
    const { body: deployment } = await deploy(api, flowId);
    const { id: keyId } = await post('/api/v1/api-keys', { name: 'CI', role: 'builder' });
    await api.as('owner').send('DELETE', `/api/v1/api-keys/${keyId}`);
    await api.as('owner').send('PATCH', `/api/v1/connections/${connection.id}`, { name: 'Our bank', secrets: { password: 'canary-second' } });
    await api.as('owner').send('PUT', `/api/v1/connections/${connection.id}/limits`, {});
    await post(`/api/v1/connections/${connection.id}/hold`, { reason: 'The bank is moving house.' });
    await post(`/api/v1/connections/${connection.id}/resume`);

    const entries = (await log()).reverse();

    expect(entries.map(({ action }) => action)).toEqual([
      'connection.created', 'flow.created', 'flow-version.created', 'deployment.created', 'api-key.created', 'api-key.revoked',
      'connection.changed', 'connection.limits-changed', 'connection.held', 'connection.resumed',
    ]);
    expect(entries[3]).toMatchObject({ number: 4, actor: { kind: 'api-key', name: 'key analyst' }, object: { kind: 'deployment', id: deployment.id }, details: { flowId, versionNumber: 1, environment: 'sandbox' } });
    expect(JSON.stringify(entries)).not.toContain('canary');
    expect(entries[6]?.details).toMatchObject({ before: { name: 'House bank' }, after: { name: 'Our bank' }, secretsSet: ['password'] });
  });

  test('leaves no entry when it is refused', async () => {
    await connectBank(api);

    const again = await connectBank(api);

    expect([again.status, await actions()]).toEqual([409, ['connection.created']]);
  });

  test('of a draft is recorded once for a sitting, and again for another person', async () => {
    const { id } = await post('/api/v1/flows', { name: 'Drawn' });
    const { body: draft } = await api.as('owner').get(`/api/v1/flows/${id}/draft`);
    const save = (role: 'analyst' | 'builder', revision: number) =>
      api.as(role).send('PUT', `/api/v1/flows/${id}/draft`, { document: draft.document, revision });

    await save('analyst', 1);
    await save('analyst', 2);
    await save('builder', 3);

    expect((await log('&action=flow.edited')).map(({ actor }) => actor.name)).toEqual(['key builder', 'key analyst']);
  });
});

describe('work of the engine and what it shows', () => {
  test('is recorded before it is asked for, and a look once for a quarter of an hour', async () => {
    const { runId, eventId } = await aRecordedRun(api, await aLivePlace(api), { status: 'needs-attention' });
    await api.as('operator').post(`/api/v1/runs/${runId}/retry`);
    await api.as('auditor').get(`/api/v1/events/${eventId}`);
    await api.as('auditor').get(`/api/v1/runs/${runId}/steps`);
    await api.as('auditor').get(`/api/v1/runs/${runId}/effects`);
    await api.as('operator').get(`/api/v1/runs/${runId}/steps`);

    const entries = (await log()).filter(({ object }) => object.id === runId || object.id === eventId).reverse();

    expect(entries.map(({ action, actor }) => `${actor.name}: ${action}`)).toEqual([
      'key operator: run.retry-requested', 'key auditor: event.content-viewed', 'key auditor: run.content-viewed', 'key operator: run.content-viewed',
    ]);
  });

  test('is neither done nor shown when it cannot be recorded', async () => {
    const { runId } = await aRecordedRun(api, await aLivePlace(api), { status: 'needs-attention' });
    await api.dataSource.query('alter table audit_entry rename to audit_entry_away');

    const answers = [await api.as('operator').post(`/api/v1/runs/${runId}/retry`), await api.as('operator').get(`/api/v1/runs/${runId}/steps`)];

    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    expect(api.host.asked.filter((asked) => asked.startsWith('retry'))).toEqual([]);
  });

  test('signing in and out is recorded', async () => {
    const person = await signedIn(api, 'ann@example.com', 'auditor');
    await person.send('DELETE', '/api/v1/session');

    expect(await actions()).toEqual(['session.started', 'session.ended']);
  });
});

describe('reading the audit log', () => {
  const aSmallLog = async (): Promise<void> => {
    await post('/api/v1/flows', { name: 'Payments 100%' });
    await api.as('analyst').post('/api/v1/flows', { name: 'Orders' });
    await post('/api/v1/api-keys', { name: 'CI', role: 'builder' });
  };

  test.each([
    ['the action', '&action=api-key.created', ['api-key.created']],
    ['the kind of action', '&action=flow', ['flow.created', 'flow.created']],
    ['part of who did it', '&actor=ANALYST', ['flow.created']],
    ['part of the object’s name, taken literally', '&object=100%25', ['flow.created']],
    ['a time that is over', '&to=2020-01-01T00:00:00Z', []],
    ['a time that goes on', '&from=2020-01-01T00:00:00Z&action=api-key', ['api-key.created']],
  ])('finds by %s', async (_, query, expected) => {
    await aSmallLog();

    expect(await actions(query)).toEqual(expected);
  });

  test('pages from the newest to the oldest', async () => {
    await aSmallLog();

    const first = await api.as('auditor').get('/api/v1/audit-log?limit=2');
    const second = await api.as('auditor').get(`/api/v1/audit-log?limit=2&cursor=${first.body.nextCursor}`);

    expect([first.body, second.body].map(({ items }) => items.map(({ number }: Entry) => number))).toEqual([[3, 2], [1]]);
    expect(second.body.nextCursor).toBeNull();
  });

  test('refuses a cursor of another list', async () => {
    const { status, body } = await api.as('auditor').get(`/api/v1/audit-log?cursor=${Buffer.from('1; drop').toString('base64url')}`);

    expect([status, body.code]).toEqual([400, 'CURSOR_INVALID']);
  });

  test('shows nothing of another organisation', async () => {
    await aSmallLog();

    const list = await api.foreign.as('owner').get('/api/v1/audit-log');
    const verification = await api.foreign.as('owner').get('/api/v1/audit-log/verification');

    expect([list.body.items, verification.body.entries]).toEqual([[], 0]);
  });

  test('exports lines from which everybody can recompute the hashes', async () => {
    await aSmallLog();

    const { text, headers } = await api.as('auditor').get('/api/v1/audit-log/export');
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as AuditEntry);

    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(lines.map(({ action }) => action)).toEqual(['flow.created', 'flow.created', 'api-key.created', 'audit-log.exported']);
    expect(lines.map(auditHash)).toEqual(lines.map(({ hash }) => hash));
    expect(lines.map(({ previousHash }) => previousHash)).toEqual(['', ...lines.slice(0, -1).map(({ hash }) => hash)]);
  });
});

describe('verifying the audit log', () => {
  const verify = async (query = '') => (await api.as('auditor').get(`/api/v1/audit-log/verification${query}`)).body;

  test('says that it is intact, and names its end', async () => {
    await post('/api/v1/flows', { name: 'One' });

    expect(await verify()).toMatchObject({ intact: true, entries: 1, head: { number: 1 }, findings: [] });
  });

  test('names what was changed behind its back', async () => {
    await post('/api/v1/flows', { name: 'One' });
    await post('/api/v1/flows', { name: 'Two' });
    await api.dataSource.query('alter table audit_entry disable trigger user');
    await api.dataSource.query(`update audit_entry set object_name = 'Another' where number = 1`);

    expect(await verify()).toMatchObject({ intact: false, findings: [{ number: 1, kind: 'changed' }] });
  });

  test('compares with an end that was noted down', async () => {
    await post('/api/v1/flows', { name: 'One' });
    const { head } = await verify();

    const [same, other] = [await verify(`?number=1&hash=${head.hash}`), await verify(`?number=1&hash=${'ab'.repeat(32)}`)];

    expect([same.intact, other.intact]).toEqual([true, false]);
  });

  test('refuses half of a noted end', async () => {
    expect(await verify('?number=1')).toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
