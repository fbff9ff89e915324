import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';
import { role, scopeAreas } from '@penstock/contracts';
import { auditedRoutes, recordedByUseCase, withoutTrace } from '../audit/audited-routes';
import { assertEveryRouteIsGuarded, type GuardedRoute } from './assert-every-route-is-guarded';
import { areaOf } from './scopes';

let api: TestApi;
let routes: readonly GuardedRoute[];
beforeAll(async () => {
  api = await startTestApi();
  routes = assertEveryRouteIsGuarded(api.app);
});
afterAll(() => api.close());

const nobodysId = '0193aaaa-0000-7000-8000-000000000000';
const urlOf = ({ path }: GuardedRoute): string => path.replace(':id', nobodysId).replace(':backfillId', nobodysId).replace(':otherId', nobodysId).replace(':key', 'ask').replace(':number', '1');
const call = (caller: Caller, route: GuardedRoute) => caller.send(route.method as 'GET', urlOf(route));
/** Of the signed-in person, and these calls come with keys; their own tests look. */
const needsPerson = ['AccountController.endSession'];
/** Refused for their empty body or query before anybody looks for the id; their own tests look. */
const needsBody = [
  'EnvironmentValuesController.bound',
  'FlowsController.diff',
  'PromotionsController.approve',
  'PromotionsController.reject',
  'PromotionsController.withdraw',
  'CasesController.decide',
  'CasesController.replay',
  'CasesController.restart',
  'CasesController.settle',
  'ConnectionOptionsController.list',
  'ConnectionWeatherController.hold',
  'EnvironmentValuesController.bound',
  'FlowPresenceController.announce',
  'FlowRehearsalsController.dry',
  'FlowRehearsalsController.shadow',
  'FlowTestsController.run',
  'FlowTestsController.save',
  'FlowVersionsController.create',
  'FlowsController.diff',
  'SchemaFindingsController.acknowledge',
  'SchemaFindingsController.snooze',
  'ServiceAccountsController.createKey',
  'TriggersController.backfill',
  'TriggersController.start',
  'TriggersController.sync',
];
/** Refused for their empty body before anybody looks for the id; their own tests look. */
const names = (list: readonly GuardedRoute[]): string[] => list.map(({ name }) => name);

describe('every route', () => {
  test('is public only if it is on this list', () => {
    expect(names(routes.filter(({ isPublic }) => isPublic)).sort()).toEqual([
      'HealthController.live',
      'HealthController.metrics',
      'HealthController.ready',
      'InvitationsController.accept',
      'PasswordResetsController.ask',
      'PasswordResetsController.complete',
      'SessionController.start',
      'SignInController.complete',
      'SignInController.options',
      'SignInController.prove',
      'SignInController.start',
    ]);
  });

  test('refuses a caller without credentials with 401', async () => {
    const open: string[] = [];

    for (const route of routes.filter(({ isPublic }) => !isPublic)) {
      const { status, body } = await call(api.caller(), route);
      if (status !== 401 || body.code !== 'NOT_SIGNED_IN') open.push(route.name);
    }

    expect(open).toEqual([]);
  });

  test('refuses an unknown API key with 401', async () => {
    const stranger = api.caller({ authorization: 'Bearer nobodys-key' });

    const { status, body } = await call(stranger, routes.find(({ name }) => name === 'FlowsController.list') as GuardedRoute);

    expect([status, body.code]).toEqual([401, 'API_KEY_INVALID']);
  });

  test('refuses every role it does not name with 403', async () => {
    const open: string[] = [];
    let asked = 0;

    for (const route of routes.filter(({ isPublic }) => !isPublic)) {
      for (const refused of role.options.filter((each) => !route.roles.includes(each))) {
        asked += 1;
        const { status, body } = await call(api.as(refused), route);
        if (status !== 403 || body.code !== 'ROLE_NOT_ALLOWED') open.push(`${route.name} as ${refused}`);
      }
    }

    process.stdout.write(`route matrix: ${routes.length} routes × ${role.options.length} roles, ${asked} refusals asked for\n`);
    expect(open).toEqual([]);
  });

  test('refuses an id that is not one with 400', async () => {
    const wrong: string[] = [];

    for (const route of routes.filter(({ path }) => path.includes(':id'))) {
      const url = urlOf(route).replace(nobodysId, 'not-an-id');
      const { status, body } = await api.as('owner').send(route.method as 'GET', url);
      if (status !== 400 || body.code !== 'REQUEST_INVALID') wrong.push(`${route.name} ${status}`);
    }

    expect(wrong).toEqual([]);
  });

  test('is of an area that scopes can name, or of those no scope opens', () => {
    const areas = [...new Set(routes.filter(({ isPublic }) => !isPublic).map(({ path }) => areaOf(path) ?? path))];

    expect(areas.filter((area) => !(scopeAreas as readonly string[]).includes(area)).sort()).toEqual(['account', 'api-keys', 'invitations', 'service-accounts', 'session', 'sign-in', 'users', 'vault']);
  });

  test('that writes says how it comes into the audit log', () => {
    const isWriting = ({ method }: GuardedRoute) => method !== 'GET';
    const accounted = [...Object.keys(auditedRoutes), ...recordedByUseCase, ...withoutTrace];

    expect(names(routes.filter(isWriting)).filter((name) => !accounted.includes(name))).toEqual([]);
    expect(accounted.filter((name) => !names(routes).includes(name))).toEqual([]);
  });

  test('knows nothing at an id of nobody', async () => {
    const wrong: string[] = [];
    api.host.nextOperation = 'not-found';

    for (const route of routes.filter(({ path, method }) => path.includes(':id') && method !== 'PUT' && method !== 'PATCH')) {
      if ([...needsBody, ...needsPerson].includes(route.name)) continue;
      const { status } = await call(api.as('owner'), route);
      if (status !== 404) wrong.push(`${route.name} ${status}`);
    }

    expect(wrong).toEqual([]);
  });
});

describe('an address without a route', () => {
  test('is answered with a problem document', async () => {
    const answer = await api.as('owner').get('/api/v1/nothing');

    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toMatchObject({ code: 'ROUTE_NOT_FOUND', status: 404, title: 'Address not found' });
  });
});
