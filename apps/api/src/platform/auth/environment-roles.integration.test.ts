import { aFinding } from '../../testing/a-finding';
import { role, type Role } from '@penstock/contracts';
import { createSystemIds } from '@penstock/runtime-adapters';
import { aLivePlace, aRecordedEffect, aRecordedRun } from '../../testing/recorded-runs';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';
import { assertEveryRouteIsGuarded, type GuardedRoute } from './assert-every-route-is-guarded';
import { kindNamedBy, type EnvironmentObject } from './named-things';
import { tokenHash } from './token';

type Place = 'sandbox' | 'production';
const ids = createSystemIds();

let api: TestApi;
let routes: readonly GuardedRoute[];
let productionId: string;
let objects: Record<Place, Record<EnvironmentObject | 'flow', string>>;

beforeAll(async () => {
  api = await startTestApi();
  routes = assertEveryRouteIsGuarded(api.app).filter(({ isPublic }) => !isPublic);
  productionId = await first(`select id from environment where organization_id = $1 and key = 'production'`);
  const production = await everythingOfAPlace();
  for (const table of ['flow_binding', 'run', 'event', 'deployment', 'effect', 'connection', 'slot_binding', 'intake_source', 'subscription']) {
    await api.dataSource.query(`update ${table} set environment_id = $1 where organization_id = $2`, [productionId, api.home.id]);
  }
  const tables = [await aTable(productionId), await aTable(api.home.sandboxId)];
  objects = {
    production: { ...production, environment: productionId, reference_table: tables[0] ?? '' },
    sandbox: { ...(await everythingOfAPlace()), environment: api.home.sandboxId, reference_table: tables[1] ?? '' },
  };
  objects.production.promotion = await aPromotion(productionId, objects.production.flow);
  objects.sandbox.promotion = await aPromotion(api.home.sandboxId, objects.sandbox.flow);
  objects.production.schema_finding = await aFinding(api, { environmentId: productionId });
  objects.sandbox.schema_finding = await aFinding(api);
  for (const [organization, there] of pairs) await makeKey(organization, there);
}, 60_000);
afterAll(() => api.close());

const first = async (sql: string): Promise<string> => (await api.dataSource.query<{ id: string }[]>(sql, [api.home.id]))[0]?.id ?? '';

async function aTable(environmentId: string): Promise<string> {
  const id = ids.next();
  await api.dataSource.query(
    `insert into reference_table (id, organization_id, environment_id, kind, name, revision, rows, updated_by) values ($1::uuid, $2, $3, 'value-table', $1::text, 1, '[]', 'test')`,
    [id, api.home.id, environmentId],
  );
  return id;
}

async function aPromotion(environmentId: string, flowId: string): Promise<string> {
  const id = ids.next();
  await api.dataSource.query(
    `insert into promotion (id, organization_id, environment_id, flow_id, flow_version_id, kind, status, involved, requested_by, requested_at, note, package, package_hash, signature, public_key)
     select $1, $2, $3, flow_id, id, 'promotion', 'requested', '{}', 'test', now(), '', '{}', '', '', '' from flow_version where flow_id = $4`,
    [id, api.home.id, environmentId, flowId],
  );
  return id;
}

async function everythingOfAPlace(): Promise<Record<EnvironmentObject | 'flow', string>> {
  const place = await aLivePlace(api);
  const { runId, eventId } = await aRecordedRun(api, place);
  await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN' });
  const newest = (table: string) => first(`select id from ${table} where organization_id = $1 order by id desc limit 1`);
  return { reference_table: ids.next(), promotion: '', schema_finding: '', environment: '', run: runId, event: eventId, deployment: place.deploymentId, flow: place.flowId, effect: await newest('effect'), connection: await newest('connection') };
}

/** Role in the organisation, role in production. */
const pairs: readonly (readonly [Role, Role])[] = role.options.flatMap((organization) =>
  role.options.filter((there) => there !== organization && there !== 'owner').map((there) => [organization, there] as const),
);
const keyOf = (organization: Role, there: Role): string => `two-roles-${organization}-${there}`;
const callerWith = ([organization, there]: readonly [Role, Role]): Caller => api.caller({ authorization: `Bearer ${keyOf(organization, there)}` });

async function makeKey(organization: Role, there: Role): Promise<void> {
  const id = ids.next();
  await api.dataSource.query(
    `insert into api_key (id, organization_id, name, role, prefix, key_hash, created_by) values ($1, $2, $3, $4, 'test', $5, 'test')`,
    [id, api.home.id, keyOf(organization, there), organization, tokenHash(keyOf(organization, there))],
  );
  await api.dataSource.query('insert into environment_role (organization_id, environment_id, holder_id, role) values ($1, $2, $3, $4)', [api.home.id, productionId, id, there]);
}

/** Without a body that says anything: whoever gets through is stopped by the validation, or by the engine in memory. */
async function isLetIn(caller: Caller, route: GuardedRoute, place: Place): Promise<boolean> {
  const kind = kindNamedBy(route.path);
  const url = route.path.replace(':id', objects[place][kind ?? 'flow']).replace(':backfillId', ids.next()).replace(':key', 'ask');
  const { status, body } = await caller.send(route.method as 'POST', url, kind ? {} : { environment: place });
  return !(status === 403 && (body.code === 'ROLE_NOT_ALLOWED' || body.code === 'ROLES_DIFFER'));
}

describe('a role for one environment', () => {
  test('counts there, and only there, on every route that acts in an environment', async () => {
    const wrong: string[] = [];
    let asked = 0;

    for (const route of routes.filter(({ isOfEnvironment }) => isOfEnvironment)) {
      for (const pair of pairs) {
        for (const [place, counting] of [['sandbox', pair[0]], ['production', pair[1]]] as const) {
          asked += 1;
          const isIn = await isLetIn(callerWith(pair), route, place);
          if (isIn !== route.roles.includes(counting)) wrong.push(`${route.name} in ${place} as ${pair.join(' and ')}: ${isIn}`);
        }
      }
    }

    const count = routes.filter(({ isOfEnvironment }) => isOfEnvironment).length;
    process.stdout.write(`route matrix by environment: ${count} routes × ${pairs.length} pairs of roles × 2 environments, ${asked} requests\n`);
    expect(wrong).toEqual([]);
  }, 240_000);

  test('opens no route of the organisation, however the environment is named beside it', async () => {
    const open: string[] = [];
    let asked = 0;

    for (const route of routes.filter(({ isOfEnvironment }) => !isOfEnvironment)) {
      const pair = pairs.find(([organization, there]) => !route.roles.includes(organization) && route.roles.includes(there));
      if (!pair) continue;
      asked += 1;
      const url = `${route.path.replace(/:(id|otherId|backfillId)/g, objects.production.run).replace(':key', 'ask').replace(':number', '1')}?environment=production`;
      const { status, body } = await callerWith(pair).send(route.method as 'POST', url, route.method === 'GET' ? undefined : { environment: 'production' });
      if (status !== 403 || body.code !== 'ROLE_NOT_ALLOWED') open.push(`${route.name} as ${pair.join(' and ')}: ${status}`);
    }

    process.stdout.write(`route matrix by environment: ${asked} routes of the organisation asked for with a role of production\n`);
    expect(open).toEqual([]);
  });

  test('is counted on every writing route whose address names something of an environment, but for its own rules', () => {
    // What an environment demands is decided by the organisation: nobody lowers the rules of the place they work in.
    // Whoever designs flows takes back what they asked for, wherever it was to go, and keeps a run as a test.
    const ofTheOrganisation = ['EnvironmentsController.update', 'FlowTestsController.save', 'PromotionsController.withdraw'];
    const writing = routes.filter(({ method, path }) => method !== 'GET' && kindNamedBy(path) !== undefined);

    expect(writing.filter(({ isOfEnvironment }) => !isOfEnvironment).map(({ name }) => name).sort()).toEqual(ofTheOrganisation);
  });

  test('shows in the session, by the key of the environment', async () => {
    const { body } = await callerWith(['analyst', 'operator']).get('/api/v1/session');

    expect(body.user).toMatchObject({ role: 'analyst', environmentRoles: [{ environment: 'production', role: 'operator' }] });
  });
});

describe('deploying to production', () => {
  const deployTo = (caller: Caller) => caller.post('/api/v1/deployments', { flowId: objects.sandbox.flow, versionNumber: 1, environment: 'production' });

  test('is allowed to an analyst who is an administrator there', async () => {
    expect((await deployTo(callerWith(['analyst', 'administrator']))).body.code).not.toBe('ROLE_MAY_NOT_DEPLOY_HERE');
  });

  test('is refused to an administrator who is an analyst there', async () => {
    expect((await deployTo(callerWith(['administrator', 'analyst']))).body.code).toBe('ROLE_MAY_NOT_DEPLOY_HERE');
  });
});
