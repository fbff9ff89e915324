import { INTAKE_SECRET } from '@penstock/engine-host';
import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await connectBank(api);
});
afterAll(() => api.close());

interface Subscribed {
  readonly path: string;
  readonly flow_id: string;
  readonly number: number;
}
const activeSubscriptions = (flowId: string): Promise<Subscribed[]> =>
  api.dataSource.query(
    `select i.path, s.flow_id, v.number from subscription s join intake_source i on i.id = s.intake_source_id
       join flow_version v on v.id = s.flow_version_id where s.active and s.flow_id = $1`,
    [flowId],
  );

async function nextVersion(flowId: string, document = aPayingFlow()): Promise<void> {
  const { body } = await api.as('owner').get(`/api/v1/flows/${flowId}/draft`);
  const saved = await api.as('owner').send('PUT', `/api/v1/flows/${flowId}/draft`, { document, revision: body.revision });
  await api.as('owner').post(`/api/v1/flows/${flowId}/versions`, { revision: saved.body.revision });
}

describe('deploying a version', () => {
  test('makes it live at its addresses', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'first' }));

    const { status, body } = await deploy(api, flowId);

    expect(status).toBe(201);
    expect(body).toMatchObject({ flowId, environment: 'sandbox', versionNumber: 1, status: 'active', polls: false });
    expect(body.intakes).toEqual([
      { path: '/hooks/sandbox/first', channel: '', title: 'Signed', scheme: 'standard-webhooks', contentType: 'application/json' },
      { path: '/hooks/sandbox/first/form', channel: 'form', title: 'Form', scheme: 'unsigned-claim', contentType: 'application/x-www-form-urlencoded' },
    ]);
    expect(await activeSubscriptions(flowId)).toEqual([{ path: 'first', flow_id: flowId, number: 1 }]);
  });

  test('tells the engine to reload its routes', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'reloaded' }));
    api.host.asked.length = 0;

    await deploy(api, flowId);

    expect(api.host.asked).toEqual(['refresh routes']);
  });

  test('shows the signing secret once and stores it for the engine', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'secret' }));

    const [first, second] = [await deploy(api, flowId), await deploy(api, flowId)];

    const [source] = await api.dataSource.query<{ id: string }[]>(`select id from intake_source where path = 'secret'`);
    expect(first.body.intakeSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(second.body.intakeSecret).toBeUndefined();
    expect(await api.vault.read('intake', source?.id ?? '', INTAKE_SECRET)).toBe(first.body.intakeSecret);
  });

  test('keeps the secret that a sender dictates, and the next one in its place', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'shop', trigger: 'shop-notice' }));
    const deployWith = (senderSecret?: string) =>
      api.as('owner').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'sandbox', ...(senderSecret && { senderSecret }) });
    const kept = async () => {
      const [source] = await api.dataSource.query<{ id: string }[]>(`select id from intake_source where path = 'shop'`);
      return api.vault.read('intake', source?.id ?? '', INTAKE_SECRET);
    };

    const first = await deployWith('shpss_0123456789');
    const [afterFirst] = [await kept(), await deployWith()];
    const afterPlain = await kept();
    await deployWith('shpss_next_one');

    expect(first.body.intakeSecret).toBeUndefined();
    expect([afterFirst, afterPlain, await kept()]).toEqual(['shpss_0123456789', 'shpss_0123456789', 'shpss_next_one']);
  });

  test('is refused with a sender’s secret where secrets are made here', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'dictated' }));

    const answer = await api.as('owner').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'sandbox', senderSecret: 'shpss_0123456789' });

    expect([answer.status, answer.body.code]).toEqual([422, 'SENDER_SECRET_NOT_TAKEN']);
    expect(await activeSubscriptions(flowId)).toEqual([]);
  });

  test('replaces the former version in one step', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'replaced' }));
    await deploy(api, flowId);
    await nextVersion(flowId, { ...aPayingFlow({ path: 'replaced' }), name: 'Changed' });

    await deploy(api, flowId, 2);

    const former = await api.as('auditor').get(`/api/v1/deployments?flowId=${flowId}&status=superseded`);
    expect(former.body.items).toMatchObject([{ versionNumber: 1, status: 'superseded' }]);
    expect(await activeSubscriptions(flowId)).toEqual([{ path: 'replaced', flow_id: flowId, number: 2 }]);
  });

  test('moves to a new address and leaves the old one', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'old-address' }));
    await deploy(api, flowId);
    await nextVersion(flowId, aPayingFlow({ path: 'new-address' }));

    await deploy(api, flowId, 2);

    expect(await activeSubscriptions(flowId)).toEqual([{ path: 'new-address', flow_id: flowId, number: 2 }]);
  });

  test('lets two flows listen at one address', async () => {
    const [first, second] = [await aFlowWithVersion(api, aPayingFlow({ path: 'shared' })), await aFlowWithVersion(api, aPayingFlow({ path: 'shared' }))];
    await deploy(api, first);

    const { status } = await deploy(api, second);

    expect(status).toBe(201);
    expect(await activeSubscriptions(first)).toHaveLength(1);
  });

  test('is refused at an address that receives other events', async () => {
    const [first, second] = [
      await aFlowWithVersion(api, aPayingFlow({ path: 'taken' })),
      await aFlowWithVersion(api, aPayingFlow({ path: 'taken', trigger: 'alarm' })),
    ];
    await deploy(api, first);

    const { status, body } = await deploy(api, second);

    expect([status, body.code]).toEqual([409, 'INTAKE_PATH_TAKEN']);
    expect(await activeSubscriptions(second)).toEqual([]);
  });

  test('is refused with every problem by step and field', async () => {
    const broken = aPayingFlow({ path: 'broken' });
    const pay = broken.steps['pay'];
    if (pay?.kind === 'action') pay.input.rules.length = 0;
    const flowId = await aFlowWithVersion(api, broken);

    const { status, body } = await deploy(api, flowId);

    expect([status, body.code]).toEqual([422, 'FLOW_HAS_PROBLEMS']);
    expect(body.issues).toEqual([expect.objectContaining({ stepId: 'pay', field: 'reference' })]);
    expect(await activeSubscriptions(flowId)).toEqual([]);
  });

  test('is refused with trigger settings the connector refuses', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ trigger: 'alarm', path: 'alarms', settings: { zone: 'Nowhere' } }));

    const { status, body } = await deploy(api, flowId);

    expect([status, body.issues]).toMatchObject([422, [{ code: 'SETTING_INVALID', stepId: 'trigger', field: 'zone' }]]);
  });

  test('is refused where a slot has no connection', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'unbound' }));

    const { status, body } = await api.as('owner').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'production' });

    expect([status, body.code, body.issues[0].stepId]).toEqual([422, 'FLOW_HAS_PROBLEMS', 'pay']);
  });

  test('outside the sandbox is refused for an analyst', async () => {
    const flowId = await aFlowWithVersion(api);

    const { status, body } = await api.as('analyst').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'production' });

    expect([status, body.code]).toEqual([403, 'ROLE_MAY_NOT_DEPLOY_HERE']);
  });

  test('happens once when two people do it at the same moment', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'race' }));

    const answers = await Promise.all([deploy(api, flowId), deploy(api, flowId)]);

    const live = await api.as('auditor').get(`/api/v1/deployments?flowId=${flowId}`);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(live.body.items).toHaveLength(1);
    expect(await activeSubscriptions(flowId)).toHaveLength(1);
  });
});

describe('deploying a trigger that polls', () => {
  const polling = () => {
    const document = aPayingFlow({ trigger: 'statement', slot: 'bank' });
    delete document.trigger.path;
    return document;
  };
  const pollOf = (flowId: string) =>
    api.dataSource.query<{ cursor: string; rests: boolean }[]>(
      `select p.cursor, not isfinite(p.next_at) as rests from poll_state p
       where p.intake_source_id in (select intake_source_id from subscription where flow_id = $1)`,
      [flowId],
    );

  test('starts polling from the beginning', async () => {
    const flowId = await aFlowWithVersion(api, polling());

    const { body } = await deploy(api, flowId);

    expect([body.polls, body.intakes]).toEqual([true, []]);
    expect(await pollOf(flowId)).toEqual([{ cursor: 'null', rests: false }]);
  });

  test('goes on from its cursor with the next version', async () => {
    const flowId = await aFlowWithVersion(api, polling());
    await deploy(api, flowId);
    await api.dataSource.query(`update poll_state set cursor = '"here"'`);
    await nextVersion(flowId, { ...polling(), name: 'Next' });

    await deploy(api, flowId, 2);

    expect(await pollOf(flowId)).toEqual([{ cursor: '"here"', rests: false }]);
  });

  test('rests the poll that no version uses any more', async () => {
    const flowId = await aFlowWithVersion(api, polling());
    await deploy(api, flowId);
    await nextVersion(flowId, aPayingFlow({ path: 'no-more-polls' }));

    await deploy(api, flowId, 2);

    expect(await pollOf(flowId)).toEqual([{ cursor: expect.any(String), rests: true }]);
  });
});

describe('a deployment request', () => {
  const nobodysId = '0193aaaa-0000-7000-8000-000000000000';

  test.each([
    ['an unknown flow', { flowId: nobodysId, versionNumber: 1, environment: 'sandbox' }, 404, 'FLOW_NOT_FOUND'],
    ['an unknown environment', { flowId: nobodysId, versionNumber: 1, environment: 'moon' }, 404, 'ENVIRONMENT_NOT_FOUND'],
    ['version zero', { flowId: nobodysId, versionNumber: 0, environment: 'sandbox' }, 400, 'REQUEST_INVALID'],
    ['a secret of its own', { flowId: nobodysId, versionNumber: 1, environment: 'sandbox', intakeSecret: 'mine' }, 400, 'REQUEST_INVALID'],
  ])('is refused for %s', async (_, request, status, code) => {
    const answer = await api.as('owner').post('/api/v1/deployments', request);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('is refused for a flow of another organisation', async () => {
    const flowId = await aFlowWithVersion(api);

    const { status, body } = await api.foreign.as('owner').post('/api/v1/deployments', { flowId, versionNumber: 1, environment: 'sandbox' });

    expect([status, body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
  });

  test('shows nothing of another organisation in the list', async () => {
    const { body } = await api.foreign.as('owner').get('/api/v1/deployments');

    expect(body.items).toEqual([]);
  });
});
