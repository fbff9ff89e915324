import { aFinding } from '../../testing/a-finding';
import { aLivePlace, aRecordedEffect, aRecordedRun } from '../../testing/recorded-runs';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type TestApi } from '../../testing/test-api';
import { aPayingFlow } from '../../testing/flow-documents';
import { assertEveryRouteIsGuarded, type GuardedRoute } from './assert-every-route-is-guarded';

jest.setTimeout(60_000);
let api: TestApi;
let ids: Readonly<Record<string, string>>;
let routes: readonly GuardedRoute[];

beforeAll(async () => {
  api = await startTestApi();
  routes = assertEveryRouteIsGuarded(api.app).filter(({ isPublic }) => !isPublic);
  ids = await everythingOfHome();
  api.host.nextOperation = 'not-found';
});
afterAll(() => api.close());

/** One object of every kind that an address can name. */
async function everythingOfHome(): Promise<Record<string, string>> {
  const { flowId, deploymentId } = await aLivePlace(api);
  const { runId, eventId } = await aRecordedRun(api, { flowId, deploymentId, versionId: await versionOf(flowId) });
  await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN' });
  await signedIn(api, 'home@home.example', 'analyst');
  const invited = await api.as('owner').post('/api/v1/invitations', { email: 'guest@home.example', name: 'Guest', role: 'analyst' });
  const account = await api.as('owner').post('/api/v1/service-accounts', { name: 'Robot', role: 'operator' });
  const aTable = async (resource: string) => (await api.as('owner').post(`/api/v1/${resource}`, { environment: 'sandbox', name: resource })).body.id as string;
  const aPromotion = async (promoted: string): Promise<string> => {
    const settings = { baseUrl: 'https://bank.example', account: '4711' };
    await api.as('owner').post('/api/v1/connections', { name: 'Bank', connector: 'bank', environment: 'production', slot: 'bank', settings, secrets: { password: 'canary-password' } });
    return (await api.as('analyst').post('/api/v1/promotions', { flowId: promoted, versionNumber: 1, environment: 'production', note: 'Please' })).body.id as string;
  };
  const aFile = async (): Promise<string> => {
    const headers = { authorization: 'Bearer Home-owner', 'content-type': 'application/octet-stream' };
    return (await api.app.inject({ method: 'POST', url: '/api/v1/files?name=invoices.csv&mediaType=text/csv', headers, payload: 'invoice;amount' })).json().id as string;
  };
  const first = async (table: string) =>
    (await api.dataSource.query<{ id: string }[]>(`select id from ${table} where organization_id = $1 limit 1`, [api.home.id]))[0]?.id ?? '';
  return {
    flows: flowId, deployments: deploymentId, runs: runId, events: eventId, invitations: invited.body.id as string, 'service-accounts': account.body.id as string,
    environments: api.home.sandboxId, 'value-tables': await aTable('value-tables'), 'cross-references': await aTable('cross-references'),
    promotions: await aPromotion(flowId), files: await aFile(), 'schema-findings': await aFinding(api),
    effects: await first('effect'), connections: await first('connection'), 'api-keys': await first('api_key'), users: await first('app_user'), account: await first('user_session'),
  };
}

const versionOf = async (flowId: string): Promise<string> =>
  (await api.dataSource.query<{ id: string }[]>('select id from flow_version where flow_id = $1', [flowId]))[0]?.id ?? '';

const nobodysId = '0193aaaa-0000-7000-8000-000000000000';
const reason = 'A reason that is long enough.';
/** What a request has to say to be looked at. */
const bodies: Readonly<Record<string, object>> = {
  'CasesController.decide': { choice: 'yes', reason },
  'CasesController.replay': { version: 'same', reason },
  'CasesController.restart': { fromStep: 'pay', reason },
  'CasesController.settle': { outcome: 'did-not-happen-stop', reason },
  'ConnectionWeatherController.hold': { reason },
  'ConnectionWeatherController.limit': {},
  'ConnectionsController.update': { name: 'Taken over' },
  'CrossReferencesController.save': { revision: 1, rows: [] },
  'DeploymentsController.change': { status: 'paused' },
  'EnvironmentValuesController.bind': { flowId: nobodysId, slot: 'bank', connectionId: null },
  'EnvironmentValuesController.set': { value: 'x' },
  'EnvironmentsController.update': { name: 'Taken over' },
  'FlowDraftsController.save': { document: aPayingFlow(), revision: 1 },
  'FlowPresenceController.announce': { tabId: nobodysId, stepId: null },
  'FlowRehearsalsController.dry': { payload: {}, environment: 'sandbox' },
  'FlowRehearsalsController.shadow': { environment: 'sandbox' },
  'FlowTestsController.run': {},
  'FlowTestsController.save': { name: 'A test' },
  'FlowVersionsController.create': { revision: 1 },
  'PromotionsController.approve': { packageHash: '0'.repeat(64), reason },
  'PromotionsController.reject': { reason },
  'PromotionsController.withdraw': { reason },
  'TriggersController.backfill': { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  'TriggersController.start': { payload: {} },
  'TriggersController.sync': { id: 'R-1' },
  'SchemaFindingsController.acknowledge': { note: reason },
  'SchemaFindingsController.snooze': { until: '2999-01-01T00:00:00Z' },
  'ServiceAccountsController.createKey': { scopes: ['runs:read'], expiresAt: '2999-01-01T00:00:00Z' },
  'ServiceAccountsController.update': { role: 'auditor' },
  'UsersController.update': { role: 'auditor' },
  'ValueTablesController.save': { revision: 1, rows: [] },
};

const queries: Readonly<Record<string, string>> = { 'ConnectionOptionsController.list': '?source=customers', 'FlowsController.diff': '?from=1&to=draft', 'EnvironmentValuesController.bound': `?flowId=${nobodysId}` };

const urlOf = ({ path, name }: GuardedRoute, id: string): string =>
  path.replace(':id', id).replace(':backfillId', nobodysId).replace(':otherId', id).replace(':key', 'ask').replace(':number', '1') + (queries[name] ?? '');
const areaOfPath = ({ path }: GuardedRoute): string => path.split('/')[3] ?? '';
const ask = (route: GuardedRoute, id: string) => api.foreign.as('owner').send(route.method as 'GET', urlOf(route, id), bodies[route.name]);

/** Every row of the organisation in every table, as one text; its own records of looks and keys' last use aside. */
async function stateOfHome(): Promise<string> {
  const tables = await api.dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.columns where column_name = 'organization_id' and table_schema = 'public' order by 1`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await api.dataSource.query<{ text: string }[]>(`select coalesce(string_agg(t::text, '|' order by t::text), '') as text from ${name} t where organization_id = $1`, [api.home.id]);
    texts.push(`${name}: ${row?.text}`);
  }
  return texts.join('\n');
}

describe('an owner of another organisation', () => {
  test('sees nothing in any list', async () => {
    const lists = routes.filter(({ path, method, name }) => method === 'GET' && !path.includes(':') && name !== 'StreamController.follow');
    const seen: string[] = [];

    for (const route of lists) {
      const { text } = await api.foreign.as('owner').get(route.path);
      seen.push(...Object.entries(ids).filter(([, id]) => text.includes(id)).map(([kind]) => `${route.name} shows ${kind}`));
      if (text.includes(api.home.id)) seen.push(`${route.name} shows the organisation`);
    }

    process.stdout.write(`foreign tenant: ${lists.length} lists\n`);
    expect(seen).toEqual([]);
  });

  test('is answered as if nothing were there, on every route that names something, and changes nothing', async () => {
    const before = await stateOfHome();
    const named = routes.filter(({ path }) => path.includes(':id'));
    const open: string[] = [];

    for (const route of named) {
      const [theirs, nobodys] = [await ask(route, ids[areaOfPath(route)] ?? 'missing'), await ask(route, nobodysId)];
      const isSame = theirs.status === nobodys.status && theirs.body.code === nobodys.body.code && theirs.body.detail === nobodys.body.detail;
      // Of the signed-in person: these calls come with a key. Their own tests ask with a session.
      const expected = areaOfPath(route) === 'account' ? 403 : route.name === 'CasesController.decide' ? 409 : 404;
      if (theirs.status !== expected || !isSame) open.push(`${route.name}: ${theirs.status} ${theirs.body?.code} / ${nobodys.status} ${nobodys.body?.code}`);
    }

    process.stdout.write(`foreign tenant: ${named.length} routes that name something, asked twice each\n`);
    expect(open).toEqual([]);
    expect(await stateOfHome()).toBe(before);
  });
});
