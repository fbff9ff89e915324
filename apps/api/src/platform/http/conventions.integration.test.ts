import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(60_000);
let api: TestApi;
let description: Description;
/** By the part of the address before it, something that exists. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  description = (await api.caller().get('/api/v1/openapi.json')).body as Description;
  ids['flows'] = await aFlowWithVersion(api);
  await connectBank(api);
  const { body } = await deploy(api, ids['flows'] ?? '');
  ids['deployments'] = body.id as string;
}, 60_000);

afterAll(() => api.close());

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>> }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>> };
}
interface Route extends Operation {
  readonly method: string;
  readonly path: string;
}

const routes = (): Route[] => Object.entries(description.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })));
const nobodysId = '0193aaaa-0000-7000-8000-000000000000';
const urlOf = ({ path }: Route): string => path.replace(/([^/]+)\/\{id\}/, (_, area: string) => `${area}/${ids[area] ?? nobodysId}`).replace('{key}', 'ask').replace('{number}', '1').replace(/\{[^}]+\}/g, nobodysId);
const isList = ({ method, responses }: Route): boolean => {
  const name = responses['200']?.content?.['application/json']?.schema?.$ref?.split('/').at(-1) ?? '';
  const fields = Object.keys(description.components.schemas[name]?.properties ?? {});
  return method === 'get' && fields.includes('items');
};
/** Of the signed-in person, whom a key is not; or of an object this test does not make: their own tests read them. */
const isOutOfReach = ({ path }: Route): boolean => path.startsWith('/api/v1/account/') || (path.includes('{id}') && ids[path.split('/')[3] ?? ''] === undefined);

describe('every list', () => {
  test('says that it is read in pages', () => {
    const lists = routes().filter(isList);
    const without = lists.filter(({ parameters }) => !['cursor', 'limit'].every((name) => parameters.some((parameter) => parameter.name === name)));

    process.stdout.write(`lists: ${lists.length}, all cursor-paged\n`);
    expect(lists.length).toBeGreaterThan(15);
    expect(without.map(({ operationId }) => operationId)).toEqual([]);
  });

  test('gives pages, and refuses a page size and a cursor that are none', async () => {
    const wrong: string[] = [];

    for (const route of routes().filter((each) => isList(each) && !isOutOfReach(each))) {
      const [url, owner] = [urlOf(route), api.as('owner')];
      const answers = [await owner.get(`${url}?limit=1`), await owner.get(`${url}?limit=0`), await owner.get(`${url}?cursor=%7Bnonsense`)];
      const [page, size, cursor] = answers.map(({ status, body }) => `${status} ${String(body?.code ?? body?.items?.length <= 1)}`);
      if (page !== '200 true' || size !== '400 REQUEST_INVALID' || cursor !== '400 CURSOR_INVALID') wrong.push(`${route.operationId}: ${page}, ${size}, ${cursor}`);
    }

    expect(wrong).toEqual([]);
  });
});

describe('every write that creates', () => {
  test('takes an Idempotency-Key', async () => {
    const creating = routes().filter(({ method, security }) => method === 'post' && security === undefined);
    const deaf: string[] = [];

    for (const route of creating) {
      const { status, body } = await api.as('owner', { 'idempotency-key': 'not a key' }).post(urlOf(route), {});
      if (status !== 400 || body.code !== 'IDEMPOTENCY_KEY_INVALID' || !route.parameters.some(({ name }) => name === 'Idempotency-Key')) deaf.push(`${route.operationId} ${status} ${String(body?.code)}`);
    }

    process.stdout.write(`posts: ${creating.length}, all with Idempotency-Key\n`);
    expect(creating.length).toBeGreaterThan(20);
    expect(deaf).toEqual([]);
  });
});

describe('every route', () => {
  test('says how it is refused', () => {
    expect(routes().filter(({ responses }) => responses['default']?.content?.['application/problem+json'] === undefined).map(({ operationId }) => operationId)).toEqual([]);
  });
});

describe('a key that sends too much', () => {
  test('is told how long to wait, as a problem document, and nothing of it is carried out', async () => {
    const strict = await startTestApi({ requestsPerMinute: 3 });
    const create = (name: string) => strict.as('owner').post('/api/v1/flows', { name });
    const answers = [await create('1'), await create('2'), await create('3'), await create('4')];

    const another = await strict.as('auditor').get('/api/v1/flows');
    await strict.close();

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
    expect(answers[3]).toMatchObject({ headers: { 'content-type': expect.stringContaining('application/problem+json'), 'retry-after': '20' }, body: { code: 'TOO_MANY_REQUESTS', status: 429 } });
    expect(another.body.items).toHaveLength(3);
  });
});
