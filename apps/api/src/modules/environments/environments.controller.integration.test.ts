import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { aPayingFlow } from '../../testing/flow-documents';
import { aRecordedRun } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await connectBank(api);
});
afterAll(() => api.close());

const keys = async (): Promise<string[]> => (await api.as('auditor').get('/api/v1/environments')).body.items.map(({ key }: { key: string }) => key);
const idOf = async (key: string): Promise<string> => (await api.as('auditor').get('/api/v1/environments')).body.items.find((each: { key: string }) => each.key === key).id;

describe('the pipeline of environments', () => {
  test('takes a new sandbox in before the productions', async () => {
    const { status, body } = await api.as('administrator').post('/api/v1/environments', { key: 'uat', name: 'Acceptance', kind: 'sandbox' });

    expect([status, body]).toMatchObject([201, { key: 'uat', position: 2, demandsPromotion: false }]);
    expect(await keys()).toEqual(['sandbox', 'uat', 'production']);
  });

  test('makes a new production demand promotion from the start', async () => {
    const { body } = await api.as('administrator').post('/api/v1/environments', { key: 'production-eu', name: 'Production EU', kind: 'production' });

    expect(body).toMatchObject({ position: 4, demandsPromotion: true });
  });

  test('refuses a key that is taken', async () => {
    const { status, body } = await api.as('administrator').post('/api/v1/environments', { key: 'sandbox', name: 'Again', kind: 'sandbox' });

    expect([status, body.code]).toEqual([409, 'ENVIRONMENT_KEY_TAKEN']);
  });

  test('is ordered anew', async () => {
    const { status } = await api.as('administrator').send('PUT', '/api/v1/environments/order', { keys: ['uat', 'sandbox', 'production-eu', 'production'] });

    expect([status, await keys()]).toEqual([200, ['uat', 'sandbox', 'production-eu', 'production']]);
  });

  test.each([
    ['one is missing', ['uat', 'sandbox', 'production']],
    ['one is named twice', ['uat', 'uat', 'production-eu', 'production']],
    ['a sandbox comes after a production', ['uat', 'production', 'sandbox', 'production-eu']],
  ])('keeps its order when %s', async (_, wanted) => {
    const before = await keys();

    const { status, body } = await api.as('administrator').send('PUT', '/api/v1/environments/order', { keys: wanted });

    expect([status, body.code, await keys()]).toEqual([422, 'ENVIRONMENT_ORDER_INVALID', before]);
  });

  test('keeps rules for going live', async () => {
    const rules = {
      demandsPromotion: true,
      changeWindow: { days: [1, 2], from: '09:00', to: '16:00', timeZone: 'America/Chicago' },
      freezes: [{ from: '2026-12-24T00:00:00Z', to: '2027-01-02T00:00:00Z', reason: 'Year end' }],
      shadowRules: { isRequired: true, mostMoney: '100.00', mostDifferent: 0 },
    };

    const { status } = await api.as('administrator').send('PATCH', `/api/v1/environments/${await idOf('production')}`, rules);

    const { body } = await api.as('auditor').get('/api/v1/environments');
    expect([status, body.items.find(({ key }: { key: string }) => key === 'production')]).toMatchObject([200, rules]);
  });

  test.each([
    ['a window that ends before it begins', { changeWindow: { days: [1], from: '16:00', to: '09:00', timeZone: 'UTC' } }, 400, 'REQUEST_INVALID'],
    ['a place without a clock', { changeWindow: { days: [1], from: '09:00', to: '16:00', timeZone: 'Nowhere/Town' } }, 422, 'ENVIRONMENT_RULE_INVALID'],
    ['another organisation', { organizationId: 'x' }, 400, 'REQUEST_INVALID'],
  ])('refuses %s', async (_, changes, status, code) => {
    const answer = await api.as('administrator').send('PATCH', `/api/v1/environments/${await idOf('production')}`, changes);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('variables of an environment', () => {
  const variables = async (key: string) => `/api/v1/environments/${await idOf(key)}/variables`;

  test('are set, listed and removed, each in its own environment', async () => {
    await api.as('analyst').send('PUT', `${await variables('sandbox')}/branch`, { value: '10', description: 'Branch of receipts' });
    await api.as('analyst').send('PUT', `${await variables('sandbox')}/branch`, { value: '11' });

    const [here, there] = [await api.as('auditor').get(await variables('sandbox')), await api.as('auditor').get(await variables('production'))];
    const removed = await api.as('analyst').send('DELETE', `${await variables('sandbox')}/branch`);

    expect([here.body.items, there.body.items, removed.status]).toMatchObject([[{ name: 'branch', value: '11', updatedBy: 'key analyst' }], [], 204]);
  });

  test('are not changed by an analyst where promotion is demanded', async () => {
    const { status, body } = await api.as('analyst').send('PUT', `${await variables('production')}/branch`, { value: '10' });

    expect([status, body.code]).toEqual([403, 'ROLE_MAY_NOT_CHANGE_HERE']);
  });

  test('stay while a live flow reads them', async () => {
    const document = aPayingFlow({ path: 'reads-variables' });
    const pay = document.steps['pay'];
    if (pay?.kind === 'action') pay.input.rules.push({ kind: 'copy', id: 'v', target: 'amount', from: { path: 'run.variables.fee' }, onError: 'fail', origin: 'user' });
    await api.as('analyst').send('PUT', `${await variables('sandbox')}/fee`, { value: '1' });
    const { status: deployed } = await deploy(api, await aFlowWithVersion(api, document));

    const { status, body } = await api.as('analyst').send('DELETE', `${await variables('sandbox')}/fee`);

    expect([deployed, status, body.code]).toEqual([201, 409, 'VARIABLE_IN_USE']);
  });

  test('stay while a run of a former version reads them', async () => {
    const document = aPayingFlow({ path: 'read-variables' });
    const pay = document.steps['pay'];
    if (pay?.kind === 'action') pay.input.rules.push({ kind: 'copy', id: 'v', target: 'amount', from: { path: 'run.variables.old_fee' }, onError: 'fail', origin: 'user' });
    await api.as('analyst').send('PUT', `${await variables('sandbox')}/old_fee`, { value: '1' });
    const flowId = await aFlowWithVersion(api, document);
    const { body: deployment } = await deploy(api, flowId);
    const [version] = await api.dataSource.query<{ id: string }[]>('select id from flow_version where flow_id = $1', [flowId]);
    const { runId } = await aRecordedRun(api, { flowId, deploymentId: deployment.id as string, versionId: version?.id ?? '' }, { status: 'waiting' });
    await api.dataSource.query(`insert into run_queue (run_id, organization_id, flow_id, ready_at) values ($1, $2, $3, 'infinity')`, [runId, api.home.id, flowId]);
    await api.as('operator').send('PUT', `/api/v1/deployments/${deployment.id}/status`, { status: 'draining', reason: 'Next version' });
    await api.dataSource.query(`update deployment set status = 'superseded', ended_at = now() where id = $1`, [deployment.id]);

    const whileOpen = await api.as('analyst').send('DELETE', `${await variables('sandbox')}/old_fee`);
    await api.dataSource.query('delete from run_queue where run_id = $1', [runId]);
    const afterwards = await api.as('analyst').send('DELETE', `${await variables('sandbox')}/old_fee`);

    expect([whileOpen.body.code, afterwards.status]).toEqual(['VARIABLE_IN_USE', 204]);
  });
});

describe('connections of a flow’s slots', () => {
  const second = async (environment: string, slot: string) =>
    (
      await api.as('owner').post('/api/v1/connections', {
        name: `Bank for ${slot}`,
        connector: 'bank',
        environment,
        slot,
        settings: { baseUrl: 'https://bank.example', account: '4712' },
        secrets: { password: 'canary-password' },
      })
    ).body.id as string;

  test('come from the environment, or from the flow where it has its own', async () => {
    const flowId = await aFlowWithVersion(api);
    const bindings = `/api/v1/environments/${await idOf('sandbox')}/bindings`;
    const before = await api.as('auditor').get(`${bindings}?flowId=${flowId}`);
    const own = await second('sandbox', 'other-bank');

    const { status } = await api.as('analyst').send('PUT', bindings, { flowId, slot: 'bank', connectionId: own });

    const after = await api.as('auditor').get(`${bindings}?flowId=${flowId}`);
    expect([status, before.body.items, after.body.items]).toMatchObject([
      200,
      [{ slot: 'bank', source: 'environment', connectionName: 'House bank' }],
      [{ slot: 'bank', source: 'flow', connectionId: own }],
    ]);
  });

  test('take the poll of a live flow along, and no other flow’s', async () => {
    const document = aPayingFlow({ trigger: 'statement', slot: 'bank' });
    delete document.trigger.path;
    const [flowId, other] = [await aFlowWithVersion(api, document), await aFlowWithVersion(api, document)];
    for (const each of [flowId, other]) await deploy(api, each);
    const own = await second('sandbox', 'polled-bank');

    await api.as('analyst').send('PUT', `/api/v1/environments/${await idOf('sandbox')}/bindings`, { flowId, slot: 'bank', connectionId: own });

    const polled = await api.dataSource.query<{ flow: string }[]>(
      'select s.flow_id as flow from poll_state p join subscription s on s.intake_source_id = p.intake_source_id and s.active where p.connection_id = $1',
      [own],
    );
    expect(polled).toEqual([{ flow: flowId }]);
  });

  test('begin a poll anew at another remote, and leave the poller of the former one behind', async () => {
    const document = aPayingFlow({ trigger: 'statement', slot: 'bank' });
    delete document.trigger.path;
    const flowId = await aFlowWithVersion(api, document);
    await deploy(api, flowId);
    const ofFlow = 'intake_source_id in (select intake_source_id from subscription where flow_id = $1)';
    await api.dataSource.query(`update poll_state set cursor = '"here"', epoch = 7 where ${ofFlow}`, [flowId]);
    const bind = async (connectionId: string | null) => {
      await api.as('analyst').send('PUT', `/api/v1/environments/${await idOf('sandbox')}/bindings`, { flowId, slot: 'bank', connectionId });
      return (await api.dataSource.query<{ cursor: string; epoch: number }[]>(`select cursor, epoch from poll_state where ${ofFlow}`, [flowId]))[0];
    };

    const asItWas = await bind(null);
    const elsewhere = await bind(await second('sandbox', 'newly-polled-bank'));

    expect([asItWas, elsewhere]).toEqual([
      { cursor: '"here"', epoch: 7 },
      { cursor: 'null', epoch: 8 },
    ]);
  });

  test('never come from another environment', async () => {
    const flowId = await aFlowWithVersion(api);
    const foreign = await second('production', 'far-bank');

    const { status, body } = await api.as('analyst').send('PUT', `/api/v1/environments/${await idOf('sandbox')}/bindings`, { flowId, slot: 'bank', connectionId: foreign });

    expect([status, body.code]).toEqual([422, 'BINDING_NOT_VALID']);
  });
});
