import { aFinding } from '../../testing/a-finding';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const findings = async (query = '') => (await api.as('auditor').get(`/api/v1/schema-findings${query}`)).body.items as { id: string; status: string }[];
const idsOf = async (query = '') => (await findings(query)).map(({ id }) => id);
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const decide = (id: string, what: string, body: object = {}) => api.as('operator').post(`/api/v1/schema-findings/${id}/${what}`, body);
const auditOf = async (id: string) => ((await api.as('auditor').get(`/api/v1/audit-log?object=${id}`)).body.items as { action: string; details: object }[]).map(({ action, details }) => [action, details]);

describe('findings about schemas', () => {
  test('are listed by environment, state and flow, with where to go', async () => {
    const flowId = '0193aaaa-0000-7000-8000-0000000000aa';
    const id = await aFinding(api, { flowId });
    const [other, over] = [await aFinding(api), await aFinding(api, { status: 'resolved', flowId })];

    expect(await idsOf(`?flowId=${flowId}&status=open`)).toEqual([id]);
    expect(await idsOf(`?flowId=${flowId}`)).toEqual([over, id]);
    expect(await idsOf('?environment=sandbox')).toEqual(expect.arrayContaining([id, other, over]));
    expect(await idsOf('?environment=production')).toEqual([]);
    expect((await api.as('auditor').get(`/api/v1/schema-findings/${id}`)).body).toMatchObject({
      kind: 'optional',
      schemaKind: 'observed',
      message: expect.stringContaining('may be missing or empty now'),
      places: [{ flowId, stepId: 'map', ruleId: 'r1', target: 'reference' }],
    });
  });

  test('come in pages', async () => {
    const ids = [await aFinding(api), await aFinding(api)];

    const { body } = await api.as('auditor').get('/api/v1/schema-findings?limit=1');

    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([ids[1]]);
    expect(await idsOf(`?limit=1&cursor=${body.nextCursor}`)).toEqual([ids[0]]);
  });

  test('are acknowledged, put aside and opened again, each with its name in the audit log', async () => {
    const id = await aFinding(api);

    const acknowledged = await decide(id, 'acknowledge', { note: 'The shop will send it again.' });
    const until = later();
    const snoozed = await decide(id, 'snooze', { until });
    const reopened = await decide(id, 'reopen');

    expect(acknowledged.body).toMatchObject({ status: 'acknowledged', note: 'The shop will send it again.', decidedBy: expect.any(String) });
    expect(snoozed.body).toMatchObject({ status: 'snoozed', snoozedUntil: until });
    expect(reopened.body).toMatchObject({ status: 'open', snoozedUntil: null });
    expect(await auditOf(id)).toEqual([
      ['schema-finding.reopened', { note: '' }],
      ['schema-finding.snoozed', { note: '', until }],
      ['schema-finding.acknowledged', { note: 'The shop will send it again.' }],
    ]);
  });

  test('that were put aside are open again when the time is over', async () => {
    const id = await aFinding(api);
    await decide(id, 'snooze', { until: later() });
    await api.dataSource.query(`update schema_finding set snoozed_until = now() - interval '1 second' where id = $1`, [id]);

    expect((await api.as('auditor').get(`/api/v1/schema-findings/${id}`)).body.status).toBe('open');
    expect(await idsOf('?status=open')).toContain(id);
  });

  test('refuse what makes no sense', async () => {
    const [id, over] = [await aFinding(api), await aFinding(api, { status: 'resolved' })];

    expect((await decide(id, 'snooze', { until: '2020-01-01T00:00:00Z' })).body.code).toBe('SNOOZE_END_PASSED');
    expect((await decide(over, 'acknowledge')).body).toMatchObject({ code: 'SCHEMA_FINDING_OVER', status: 409 });
    expect((await api.as('auditor').post(`/api/v1/schema-findings/${id}/acknowledge`, {})).status).toBe(403);
  });

  test('cannot be made up by a request: only the check enters them', async () => {
    const attempt = api.dataSource.transaction(async (manager) => {
      await manager.query(`set local role penstock_request`);
      await manager.query(`select set_config('penstock.organization', $1, true)`, [api.home.id]);
      await manager.query(`insert into schema_finding select * from schema_finding limit 1`);
    });

    await expect(attempt).rejects.toThrow(/permission denied/);
  });
});

describe('the comparison', () => {
  test('is asked for per environment, told to the workers and written down', async () => {
    const { status, body } = await api.as('analyst').post('/api/v1/schema-checks', { environment: 'sandbox' });

    expect([status, body]).toMatchObject([202, { environment: 'sandbox', isRequested: true, checkedAt: null }]);
    expect(api.host.asked).toContain('compare schemas');
    expect(await auditOf(api.home.sandboxId)).toContainEqual(['schema-check.requested', {}]);
  });

  test('is listed for every environment, with what could not be looked at', async () => {
    const problems = JSON.stringify([{ title: 'Post the receipt', message: 'The other system does not answer.' }]);
    await api.dataSource.query(`insert into schema_check (environment_id, organization_id, checked_at, subjects, problems) values ($1, $2, now(), 4, $3) on conflict (environment_id) do update set checked_at = now(), subjects = 4, problems = excluded.problems`, [api.home.sandboxId, api.home.id, problems]);

    const { items } = (await api.as('auditor').get('/api/v1/schema-checks')).body;

    expect(items[0]).toMatchObject({ environment: 'sandbox', schemas: 4, isRequested: false, openFindings: expect.any(Number), problems: [{ title: 'Post the receipt' }] });
  });

  test('of an environment that is not there is refused', async () => {
    expect((await api.as('owner').post('/api/v1/schema-checks', { environment: 'nowhere' })).body.code).toBe('ENVIRONMENT_NOT_FOUND');
  });
});
