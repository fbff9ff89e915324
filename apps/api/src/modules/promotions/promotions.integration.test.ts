import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, deploy } from '../../testing/live-flow';
import { approve, aTriedFlow, askFor, inProduction, nextTriedVersion, openPipeline, setRules } from '../../testing/promoted-flow';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await openPipeline(api);
});
afterAll(() => api.close());

let made = 0;
const aPath = (): string => `promoted-${(made += 1)}`;
const codes = (checks: readonly { code: string; status: string }[], status: string) => checks.filter((check) => check.status === status).map(({ code }) => code);

describe('a promotion', () => {
  test('is asked for with its differences, connections and checks, signed', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));

    const { status, body } = await askFor(api, flowId);

    expect([status, body]).toMatchObject([201, { status: 'requested', kind: 'promotion', versionNumber: 1, baseNumber: null, requestedBy: 'key analyst', environment: 'production' }]);
    expect(body.package.bindings).toMatchObject([{ slot: 'bank', connectionName: 'Real bank', source: 'environment' }]);
    expect(body.package.differences.map(({ kind }: { kind: string }) => kind)).toEqual(['step-added', 'line-added']);
    expect([codes(body.package.checks, 'failed'), codes(body.package.checks, 'warning')]).toEqual([[], []]);
    const { body: verified } = await api.as('auditor').get(`/api/v1/promotions/${body.id}/verification`);
    expect(verified).toMatchObject({ hashMatches: true, signatureMatches: true, versionMatches: true, isValid: true, packageHash: body.packageHash });
  });

  test('goes live with the connections of the target when somebody else approves', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    const before = await inProduction(api, flowId);

    const { status, body } = await approve(api, asked);

    const bound = await api.dataSource.query(`select b.slot, c.name from flow_binding b join connection c on c.id = b.connection_id where b.flow_id = $1`, [flowId]);
    expect([before, status, body]).toMatchObject([null, 200, { status: 'deployed', decidedBy: 'key approver', decisionReason: 'Looked at it', deploymentId: expect.any(String) }]);
    expect([await inProduction(api, flowId), bound]).toEqual([1, [{ slot: 'bank', name: 'Real bank' }]]);
  });

  test('is decided once when two approve at the same moment', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);

    const answers = await Promise.all([approve(api, asked), approve(api, asked)]);

    expect(answers.map(({ body, status }) => body.code ?? status).sort()).toEqual([200, 'PROMOTION_CLOSED']);
  });

  test('that is rejected changes nothing', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);

    const rejected = await api.as('approver').post(`/api/v1/promotions/${asked.body.id}/reject`, { reason: 'Not before month end' });

    expect([rejected.body, await inProduction(api, flowId)]).toMatchObject([{ status: 'rejected', decisionReason: 'Not before month end' }, null]);
    expect((await approve(api, asked)).body.code).toBe('PROMOTION_CLOSED');
  });

  test('is withdrawn by whoever asked, and by no other designer', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    const withdraw = (role: 'builder' | 'analyst') => api.as(role).post(`/api/v1/promotions/${asked.body.id}/withdraw`, { reason: 'Found a mistake' });

    const answers = [await withdraw('builder'), await withdraw('analyst')];

    expect(answers.map(({ body }) => body.code ?? body.status)).toEqual(['PROMOTION_NOT_YOURS', 'withdrawn']);
  });

  test('is one at a time for a flow and an environment', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const first = await askFor(api, flowId);

    const { status, body } = await askFor(api, flowId);

    expect([status, body.code, body.current]).toEqual([409, 'PROMOTION_OPEN', { id: first.body.id }]);
  });

  test('of what runs there already is refused', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    await approve(api, await askFor(api, flowId));

    const { status, body } = await askFor(api, flowId);

    expect([status, body.code]).toEqual([409, 'PROMOTION_NOTHING_NEW']);
  });
});

describe('four eyes', () => {
  test('keep an author from approving, also when somebody else asked', async () => {
    const author = await signedIn(api, 'author@home.example', 'administrator');
    const document = aPayingFlow({ path: aPath() });
    const { body: flow } = await author.post('/api/v1/flows', { name: document.name, document });
    await author.post(`/api/v1/flows/${flow.id}/versions`, { revision: 1 });
    await author.post('/api/v1/deployments', { flowId: flow.id, versionNumber: 1, environment: 'sandbox' });
    const asked = await askFor(api, flow.id as string);

    const { status, body } = await author.post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason: 'Fine with me' });

    expect([status, body.code, await inProduction(api, flow.id as string)]).toEqual([403, 'PROMOTION_OWN_WORK', null]);
  });

  test('keep whoever asked from approving', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await api.as('administrator').post('/api/v1/promotions', { flowId, versionNumber: 1, environment: 'production', note: 'Ready' });

    const { body } = await api.as('administrator').post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason: 'Fine with me' });

    expect(body.code).toBe('PROMOTION_OWN_WORK');
  });

  test('see the person behind an API key', async () => {
    const person = await signedIn(api, 'both@home.example', 'administrator');
    const key = await person.post('/api/v1/api-keys', { name: 'pipeline', role: 'administrator' });
    const pipeline = api.caller({ authorization: `Bearer ${key.body.key}` });
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await pipeline.post('/api/v1/promotions', { flowId, versionNumber: 1, environment: 'production', note: 'By the pipeline' });

    const { body } = await person.post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason: 'Fine with me' });

    expect([asked.status, body.code]).toEqual([201, 'PROMOTION_OWN_WORK']);
  });

  test.each([
    ['a service account', async (person: Caller) => {
      const account = await person.post('/api/v1/service-accounts', { name: 'releaser', role: 'approver' });
      return person.post(`/api/v1/service-accounts/${account.body.id}/keys`, { scopes: ['promotions:write'], expiresAt: '2030-01-01T00:00:00Z' });
    }],
    ['a key that was made by a key', async (person: Caller) => {
      const first = await person.post('/api/v1/api-keys', { name: 'first of two', role: 'administrator' });
      return api.caller({ authorization: `Bearer ${first.body.key}` }).post('/api/v1/api-keys', { name: 'second of two', role: 'approver' });
    }],
  ])('see the person behind %s', async (name, keyOf) => {
    const person = await signedIn(api, `${name.replaceAll(' ', '-')}@home.example`, 'administrator');
    const made = await keyOf(person);
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await person.post('/api/v1/promotions', { flowId, versionNumber: 1, environment: 'production', note: 'Ready' });

    const { status, body } = await api.caller({ authorization: `Bearer ${made.body.key}` }).post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason: 'Fine with me' });

    expect([made.status, asked.status, status, body.code]).toEqual([201, 201, 403, 'PROMOTION_OWN_WORK']);
  });

  describe('keep an author who made no version from approving', () => {
    /** Somebody writes, others make the versions of it; each version is tried in the sandbox. */
    async function aWriter(email: string) {
      const document = aPayingFlow({ path: aPath() });
      const flowId = await aTriedFlow(api, document);
      const writer = await signedIn(api, email, 'administrator');
      const write = async () => {
        const { body } = await writer.get(`/api/v1/flows/${flowId}/draft`);
        const saved = await writer.send('PUT', `/api/v1/flows/${flowId}/draft`, { document: { ...document, description: `Revision ${body.revision}` }, revision: body.revision });
        return saved.body.revision as number;
      };
      const makeVersion = async (revision: number) => {
        const made = await api.as('analyst').post(`/api/v1/flows/${flowId}/versions`, { revision, note: 'Next' });
        await deploy(api, flowId, made.body.number as number);
      };
      const approveOwn = async (versionNumber: number) => {
        const asked = await askFor(api, flowId, versionNumber);
        return writer.post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason: 'Fine with me' });
      };
      return { flowId, write, makeVersion, approveOwn };
    }

    test('when the version was made in the middle of their sitting', async () => {
      const { flowId, write, makeVersion, approveOwn } = await aWriter('sitting@home.example');
      await makeVersion(await write());
      await approve(api, await askFor(api, flowId, 2));
      await makeVersion(await write());

      const { body } = await approveOwn(3);

      expect([body.code, await inProduction(api, flowId)]).toEqual(['PROMOTION_OWN_WORK', 2]);
    });

    test('when a newer version runs by now', async () => {
      const { flowId, write, makeVersion, approveOwn } = await aWriter('older@home.example');
      await makeVersion(await write());
      const newer = await nextTriedVersion(api, flowId, aPayingFlow({ path: aPath() }));
      await approve(api, await askFor(api, flowId, newer));

      const { body } = await approveOwn(2);

      expect([body.code, await inProduction(api, flowId)]).toEqual(['PROMOTION_OWN_WORK', newer]);
    });
  });

  test('are enforced by the database, whatever a statement says', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const { body } = await askFor(api, flowId);
    const forge = (as: string) =>
      api.dataSource.query(`update promotion set status = 'approved', decided_by = $2, decided_as = array[$2], decided_at = now(), decision_reason = 'forged' where id = $1`, [body.id, as]);

    await expect(forge('key analyst')).rejects.toThrow('promotion_four_eyes');
    await expect(api.dataSource.query(`update promotion set package_hash = repeat('0', 64) where id = $1`, [body.id])).rejects.toThrow('does not change');
    await expect(api.dataSource.query(`update promotion set involved = '{}' where id = $1`, [body.id])).rejects.toThrow('does not change');
  });
});

describe('what changed meanwhile', () => {
  test('is told with both versions when another version runs by now', async () => {
    const path = aPath();
    const flowId = await aTriedFlow(api, aPayingFlow({ path }));
    await approve(api, await askFor(api, flowId));
    const two = await nextTriedVersion(api, flowId, { ...aPayingFlow({ path }), name: 'Two' });
    await approve(api, await askFor(api, flowId, two));
    const three = await nextTriedVersion(api, flowId, { ...aPayingFlow({ path }), name: 'Three' });
    const asked = await askFor(api, flowId, three);
    // Somebody with rights on the database brings version 1 back meanwhile.
    await api.dataSource.query(`update deployment set flow_version_id = (select id from flow_version where flow_id = $1 and number = 1) where flow_id = $1 and status = 'active' and environment_id <> $2`, [flowId, api.home.sandboxId]);

    const { status, body } = await approve(api, asked);

    expect([status, body.code, body.current]).toMatchObject([409, 'PROMOTION_STALE', { requestedAgainst: { number: 2 }, runningNow: { number: 1 } }]);
  });

  test('stops an approval of another package than the one on the screen', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);

    const { body } = await api.as('approver').post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: '0'.repeat(64), reason: 'Blind' });

    expect([body.code, await inProduction(api, flowId)]).toEqual(['PROMOTION_STALE', null]);
  });

  test('stops an approval when a connection leads elsewhere', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    const [former] = await api.dataSource.query<{ fingerprint: string }[]>(`select fingerprint from connection where name = 'Real bank'`);
    await api.dataSource.query(`update connection set fingerprint = 'another company' where name = 'Real bank'`);

    const { status, body } = await approve(api, asked);
    await api.dataSource.query(`update connection set fingerprint = $1 where name = 'Real bank'`, [former?.fingerprint]);

    expect([status, body.code, await inProduction(api, flowId)]).toEqual([409, 'PROMOTION_STALE', null]);
  });
});

describe('the checks before a promotion', () => {
  const failedWith = async (flowId: string): Promise<unknown> => {
    const { status, body } = await askFor(api, flowId);
    return [status, body.code, [...new Set((body.issues as { code: string }[]).map(({ code }) => code))]];
  };

  test('ask for the environment before', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: aPath() }));

    expect(await failedWith(flowId)).toEqual([422, 'PROMOTION_CHECKS_FAILED', ['SOURCE']]);
  });

  test('miss a connection', async () => {
    const document = aPayingFlow({ path: aPath() });
    const pay = document.steps['pay'];
    if (pay?.kind === 'action') pay.slot = 'second';
    await api.as('owner').post('/api/v1/connections', { name: 'Second', connector: 'bank', environment: 'sandbox', slot: 'second', settings: { baseUrl: 'https://bank.example', account: '2' }, secrets: { password: 'canary-password' } });

    expect(await failedWith(await aTriedFlow(api, document))).toEqual([422, 'PROMOTION_CHECKS_FAILED', ['BINDINGS']]);
  });

  test('miss a variable, a table and a row of one, until they are there', async () => {
    const document = aPayingFlow({ path: aPath() });
    const pay = document.steps['pay'];
    if (pay?.kind === 'action') {
      const steps = [{ op: 'valueTable', args: { table: 'environment.accounts' } }];
      pay.input.rules.push({ kind: 'pipe', id: 'v', target: 'amount', from: [{ path: 'run.variables.fee' }], steps, onError: 'fail', origin: 'user' });
    }
    const sandbox = `/api/v1/environments/${api.home.sandboxId}/variables/fee`;
    await api.as('analyst').send('PUT', sandbox, { value: '1' });
    const table = (environment: string, rows: unknown) => api.as('owner').post('/api/v1/value-tables', { environment, name: 'accounts', rows });
    await table('sandbox', [['fee', '1'], ['refund', '2']]);
    const flowId = await aTriedFlow(api, document);
    const first = await failedWith(flowId);
    const { body: made } = await table('production', [['fee', '6000']]);
    const second = await failedWith(flowId);
    await api.as('owner').send('PUT', `/api/v1/value-tables/${made.id}`, { revision: 1, rows: [['fee', '6000'], ['refund', '6001']] });
    const { body: environments } = await api.as('owner').get('/api/v1/environments');
    const production = environments.items.find(({ key }: { key: string }) => key === 'production');
    await api.as('owner').send('PUT', `/api/v1/environments/${production.id}/variables/fee`, { value: '9' });

    const { status, body } = await askFor(api, flowId);

    expect([first, second]).toEqual([
      [422, 'PROMOTION_CHECKS_FAILED', ['VARIABLES', 'REFERENCE_DATA']],
      [422, 'PROMOTION_CHECKS_FAILED', ['VARIABLES', 'REFERENCE_DATA']],
    ]);
    expect([status, body.package.referenceData]).toEqual([201, [{ name: 'accounts', revision: 2 }]]);
  });

  test('see that an operation became another one under the same number', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    await api.dataSource.query(`update flow_version set schemas = schemas || '{"bank/pay@1":"as it was"}' where flow_id = $1`, [flowId]);

    expect(await failedWith(flowId)).toEqual([422, 'PROMOTION_CHECKS_FAILED', ['SCHEMAS']]);
  });

  test('run the tests of the mappings, and miss one that fails', async () => {
    const document = aPayingFlow({ path: aPath() });
    const pay = document.steps['pay'];
    const sale = { name: 'A sale', sample: '{"trigger":{"reference":"INV-1"}}', at: '2026-03-01T12:00:00Z', expect: { output: '{"reference":"INV-2"}' } };
    if (pay?.kind === 'action') pay.input.tests = { sale };
    const flowId = await aTriedFlow(api, document);

    const { body } = await askFor(api, flowId);

    expect([body.code, body.issues]).toMatchObject(['PROMOTION_CHECKS_FAILED', [{ code: 'TESTS', message: expect.stringContaining('“A sale” fails: reference of what the mapping of “Pay” makes is another one') }]]);
  });

  test('demand a shadow run where the environment does', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    await setRules(api, { shadowRules: { isRequired: true, mostMoney: null, mostDifferent: null } });

    const refused = await failedWith(flowId);
    await setRules(api, { shadowRules: { isRequired: false, mostMoney: null, mostDifferent: null } });

    expect(refused).toEqual([422, 'PROMOTION_CHECKS_FAILED', ['SHADOW']]);
  });

  test('are shown beforehand and write nothing', async () => {
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: aPath() }));

    const { status, body } = await api.as('analyst').post('/api/v1/promotions/preview', { flowId, versionNumber: 1, environment: 'production' });

    const { body: list } = await api.as('auditor').get(`/api/v1/promotions?flowId=${flowId}`);
    expect([status, codes(body.package.checks, 'failed'), list.items]).toEqual([200, ['SOURCE'], []]);
  });
});

describe('a closed change window', () => {
  const never = { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', reason: 'Month-end close' };

  test('lets people decide, and the version go live later', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    await setRules(api, { freezes: [never] });
    const approved = await approve(api, asked);
    const whileFrozen = await inProduction(api, flowId);
    const early = await api.as('approver').post(`/api/v1/promotions/${asked.body.id}/deploy`);
    await setRules(api, { freezes: [] });

    const late = await api.as('approver').post(`/api/v1/promotions/${asked.body.id}/deploy`);

    expect([approved.body, whileFrozen, early.body.code]).toMatchObject([{ status: 'approved', waitsFor: expect.stringContaining('Month-end close') }, null, 'CHANGE_WINDOW_CLOSED']);
    expect([late.body.status, await inProduction(api, flowId)]).toEqual(['deployed', 1]);
  });
});

describe('a rollback', () => {
  async function twoPromoted(): Promise<string> {
    const path = aPath();
    const flowId = await aTriedFlow(api, aPayingFlow({ path }));
    await approve(api, await askFor(api, flowId));
    await approve(api, await askFor(api, flowId, await nextTriedVersion(api, flowId, { ...aPayingFlow({ path }), name: 'Two' })));
    return flowId;
  }
  const rollBack = (flowId: string, role: 'approver' | 'analyst' | 'operator' = 'approver', more: object = {}) =>
    api.as(role).post('/api/v1/promotions/roll-back', { flowId, environment: 'production', reason: 'Posts the wrong amounts', ...more });

  test('brings the former version back at once, and is a promotion itself', async () => {
    const flowId = await twoPromoted();

    const { status, body } = await rollBack(flowId);

    const { body: history } = await api.as('auditor').get(`/api/v1/promotions?flowId=${flowId}`);
    expect([status, body]).toMatchObject([201, { kind: 'rollback', status: 'deployed', versionNumber: 1, baseNumber: 2, decisionReason: 'Posts the wrong amounts' }]);
    expect([await inProduction(api, flowId), history.items.map(({ kind, versionNumber }: { kind: string; versionNumber: number }) => `${kind} ${versionNumber}`)]).toEqual([1, ['rollback 1', 'promotion 2', 'promotion 1']]);
  });

  test('is possible while nothing else may go live', async () => {
    const flowId = await twoPromoted();
    await setRules(api, { freezes: [{ from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', reason: 'Close' }] });

    const { status } = await rollBack(flowId);
    await setRules(api, { freezes: [] });

    expect([status, await inProduction(api, flowId)]).toEqual([201, 1]);
  });

  test('goes to no version that was never live there', async () => {
    const flowId = await twoPromoted();
    const three = await nextTriedVersion(api, flowId, { ...aPayingFlow({ path: aPath() }), name: 'Three' });

    const { status, body } = await rollBack(flowId, 'approver', { versionNumber: three });

    expect([status, body.code, await inProduction(api, flowId)]).toEqual([422, 'PROMOTION_CHECKS_FAILED', 2]);
  });

  test('has nowhere to go when only one version was ever live', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    await approve(api, await askFor(api, flowId));

    expect((await rollBack(flowId)).body.code).toBe('ROLLBACK_NOT_POSSIBLE');
  });
});

describe('the evidence of a promotion', () => {
  test('holds package, people, checks and entries of the audit log', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    await approve(api, asked);

    const { body } = await api.as('auditor').get(`/api/v1/promotions/${asked.body.id}/evidence`);

    expect(body).toMatchObject({ organization: 'Home', exportedBy: 'key auditor', promotion: { packageHash: asked.body.packageHash, decidedBy: 'key approver' }, verification: { isValid: true } });
    expect(body.audit.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['flow-version.created', 'promotion.requested', 'promotion.approved', 'promotion.deployed', 'deployment.created']),
    );
  });

  test('comes as a PDF of its own', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);

    const { status, headers, text } = await api.as('auditor').get(`/api/v1/promotions/${asked.body.id}/evidence/pdf`);

    expect([status, headers['content-type'], text.slice(0, 5), text.trimEnd().endsWith('%%EOF')]).toEqual([200, 'application/pdf', '%PDF-', true]);
  });

  test('shows when what is stored was tampered with', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);
    await api.dataSource.query('alter table promotion disable trigger promotion_stays');
    await api.dataSource.query(`update promotion set package = replace(package, 'Real bank', 'Other bank') where id = $1`, [asked.body.id]);
    await api.dataSource.query('alter table promotion enable trigger promotion_stays');

    const { body } = await api.as('auditor').get(`/api/v1/promotions/${asked.body.id}/verification`);

    expect(body).toMatchObject({ hashMatches: false, signatureMatches: true, isValid: false });
  });

  test('is not for those who may not read the audit log', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));
    const asked = await askFor(api, flowId);

    const { status } = await api.as('analyst').get(`/api/v1/promotions/${asked.body.id}/evidence`);

    expect(status).toBe(403);
  });
});

describe('a version that is or was live', () => {
  test('cannot be deleted, whoever tries', async () => {
    const flowId = await aTriedFlow(api, aPayingFlow({ path: aPath() }));

    await expect(api.dataSource.query('delete from flow_version where flow_id = $1', [flowId])).rejects.toThrow('foreign key');
  });
});
