import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { aRecordedRun } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await connectBank(api);
});
afterAll(() => api.close());

let made = 0;
async function aLiveFlow(): Promise<{ flowId: string; id: string }> {
  made += 1;
  const flowId = await aFlowWithVersion(api, aPayingFlow({ path: `life-${made}` }));
  return { flowId, id: (await deploy(api, flowId)).body.id as string };
}
const change = (id: string, status: string, by: 'operator' | 'analyst' = 'operator') => api.as(by).send('PUT', `/api/v1/deployments/${id}/status`, { status, reason: 'Month end' });
const isListening = async (flowId: string): Promise<boolean> =>
  (await api.dataSource.query<unknown[]>('select 1 from subscription where flow_id = $1 and active', [flowId])).length > 0;

async function anOpenRun({ flowId, id }: { flowId: string; id: string }): Promise<string> {
  const [version] = await api.dataSource.query<{ id: string }[]>('select id from flow_version where flow_id = $1', [flowId]);
  const { runId } = await aRecordedRun(api, { flowId, deploymentId: id, versionId: version?.id ?? '' });
  await api.dataSource.query(`insert into run_queue (run_id, organization_id, flow_id, ready_at) values ($1, $2, $3, 'infinity')`, [runId, api.home.id, flowId]);
  return runId;
}

describe('a deployment', () => {
  test('that is paused takes no events until it is activated again', async () => {
    const live = await aLiveFlow();

    const paused = await change(live.id, 'paused');
    const whilePaused = await isListening(live.flowId);
    const activated = await change(live.id, 'active');

    expect([paused.body, whilePaused]).toMatchObject([{ status: 'paused', openRuns: 0, shelvedEvents: 0 }, false]);
    expect([activated.body.status, await isListening(live.flowId)]).toEqual(['active', true]);
  });

  test('that drains ends with its last open run', async () => {
    const live = await aLiveFlow();
    const runId = await anOpenRun(live);

    const draining = await change(live.id, 'draining');
    await api.dataSource.query('delete from run_queue where run_id = $1', [runId]);

    const { body } = await api.as('auditor').get(`/api/v1/deployments?flowId=${live.flowId}`);
    const ended = await api.as('auditor').get(`/api/v1/deployments?flowId=${live.flowId}&status=stopped`);
    expect([draining.body, await isListening(live.flowId)]).toMatchObject([{ status: 'draining', openRuns: 1 }, false]);
    expect([body.items, ended.body.items]).toMatchObject([[], [{ id: live.id, status: 'stopped' }]]);
  });

  test('is not stopped while a run of it is open', async () => {
    const live = await aLiveFlow();
    await anOpenRun(live);

    const { status, body } = await change(live.id, 'stopped');

    expect([status, body.code, await isListening(live.flowId)]).toEqual([409, 'DEPLOYMENT_HAS_OPEN_RUNS', true]);
  });

  test('that was stopped stays so', async () => {
    const live = await aLiveFlow();
    await change(live.id, 'stopped');

    const { status, body } = await change(live.id, 'active');

    expect([status, body.code]).toEqual([409, 'DEPLOYMENT_ENDED']);
  });

  test('that was replaced cannot come back beside its successor', async () => {
    const live = await aLiveFlow();
    await deploy(api, live.flowId);

    const { status, body } = await change(live.id, 'active');

    expect([status, body.code]).toEqual([409, 'DEPLOYMENT_ENDED']);
  });

  test('that is paused is replaced by the next one, which takes events', async () => {
    const live = await aLiveFlow();
    await change(live.id, 'paused');

    await deploy(api, live.flowId);

    expect(await isListening(live.flowId)).toBe(true);
  });

  test('that is paused does not come back to an address that hears other events by now', async () => {
    const live = await aLiveFlow();
    await change(live.id, 'paused');
    await deploy(api, await aFlowWithVersion(api, aPayingFlow({ path: `life-${made}`, trigger: 'alarm' })));

    const { status, body } = await change(live.id, 'active');

    expect([status, body.code, await isListening(live.flowId)]).toEqual([409, 'INTAKE_PATH_TAKEN', false]);
  });

  test('is changed with its reason in the audit log', async () => {
    const live = await aLiveFlow();
    await change(live.id, 'paused');

    const { body } = await api.as('auditor').get('/api/v1/audit-log?limit=5');

    expect(body.items[0]).toMatchObject({ action: 'deployment.paused', object: { id: live.id }, details: { reason: 'Month end', from: 'active' } });
  });

  test('of production is not changed by an analyst', async () => {
    const live = await aLiveFlow();
    await api.dataSource.query(`update deployment set environment_id = (select id from environment where organization_id = $1 and key = 'production') where id = $2`, [api.home.id, live.id]);

    const { status, body } = await change(live.id, 'paused', 'analyst');

    expect([status, body.code]).toEqual([403, 'ROLE_MAY_NOT_DEPLOY_HERE']);
  });
});

describe('an environment that demands promotion', () => {
  test('takes no version from anybody alone', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'alone' }));
    await api.dataSource.query(`update environment set demands_promotion = true where organization_id = $1 and key = 'production'`, [api.home.id]);

    const { status, body } = await api.as('owner').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'production' });

    expect([status, body.code]).toEqual([409, 'PROMOTION_NEEDED']);
  });
});
