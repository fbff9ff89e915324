import { aPayingFlow } from '../../testing/flow-documents';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const make = async (name = 'Pay by notice') =>
  (await api.as('analyst').post('/api/v1/flows', { name, document: aPayingFlow() })).body as { id: string };

describe('making a flow', () => {
  test('answers with its summary', async () => {
    const { status, body } = await api.as('analyst').post('/api/v1/flows', { name: 'Fresh', document: aPayingFlow() });

    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Fresh', latestVersion: null, deployments: [], problemCount: 0, lastRunAt: null });
  });

  test('starts with a trigger when no document is given', async () => {
    const { body } = await api.as('builder').post('/api/v1/flows', { name: 'Empty' });

    const draft = await api.as('builder').get(`/api/v1/flows/${body.id}/draft`);

    expect(draft.body.document).toMatchObject({ name: 'Empty', trigger: { connector: 'bank' }, steps: {}, edges: [] });
    expect(draft.body.problems.map(({ code }: { code: string }) => code)).toContain('NO_STEPS');
  });

  test.each([
    ['no name', { document: aPayingFlow() }, 'name'],
    ['an owner of its own choice', { name: 'x', organizationId: '0193aaaa-0000-7000-8000-000000000000' }, 'organizationId'],
    ['a step of an unknown kind', { name: 'x', document: { ...aPayingFlow(), steps: { pay: { kind: 'code' } } } }, 'document.steps.pay.kind'],
    ['a newer document version', { name: 'x', document: { ...aPayingFlow(), schemaVersion: 2 } }, 'document.schemaVersion'],
  ])('is refused with %s', async (_, request, path) => {
    const { status, body } = await api.as('analyst').post('/api/v1/flows', request);

    expect([status, body.code, body.issues[0].path]).toEqual([400, 'REQUEST_INVALID', path]);
  });
});

describe('the list of flows', () => {
  test('pages from the newest to the oldest', async () => {
    const [older, newer] = [await make('Older'), await make('Newer')];

    const first = await api.as('auditor').get('/api/v1/flows?limit=1');
    const second = await api.as('auditor').get(`/api/v1/flows?limit=1&cursor=${first.body.nextCursor}`);

    expect([first.body.items[0].id, second.body.items[0].id]).toEqual([newer.id, older.id]);
  });

  test('shows nothing of another organisation', async () => {
    await make();

    const { body } = await api.foreign.as('owner').get('/api/v1/flows');

    expect(body).toEqual({ items: [], nextCursor: null });
  });

  test.each([
    ['limit=0', 400, 'REQUEST_INVALID'],
    ['limit=201', 400, 'REQUEST_INVALID'],
    ['cursor=bm90LWFuLWlk', 400, 'CURSOR_INVALID'],
  ])('is refused with %s', async (query, status, code) => {
    const answer = await api.as('auditor').get(`/api/v1/flows?${query}`);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('a flow of another organisation', () => {
  test.each(['', '/draft', '/versions'])('is not found at %p', async (part) => {
    const { id } = await make();

    const { status, body } = await api.foreign.as('owner').get(`/api/v1/flows/${id}${part}`);

    expect([status, body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
  });

  test('cannot be saved', async () => {
    const { id } = await make();

    const answer = await api.foreign.as('owner').send('PUT', `/api/v1/flows/${id}/draft`, { document: aPayingFlow(), revision: 1 });

    expect([answer.status, answer.body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
  });
});

describe('saving a draft', () => {
  test('raises the revision and renames the flow', async () => {
    const { id } = await make();

    const saved = await api.as('analyst').send('PUT', `/api/v1/flows/${id}/draft`, {
      document: { ...aPayingFlow(), name: 'Renamed' },
      revision: 1,
    });
    const flow = await api.as('analyst').get(`/api/v1/flows/${id}`);

    expect(saved.body).toMatchObject({ revision: 2, updatedBy: 'key analyst', document: { name: 'Renamed' } });
    expect(flow.body.name).toBe('Renamed');
  });

  test('keeps a draft with problems and lists them', async () => {
    const { id } = await make();
    const broken = aPayingFlow();
    broken.edges.length = 0;

    const { status, body } = await api.as('analyst').send('PUT', `/api/v1/flows/${id}/draft`, { document: broken, revision: 1 });

    expect(status).toBe(200);
    expect(body.problems).toEqual([expect.objectContaining({ code: 'STEP_NOT_REACHED', stepId: 'pay', severity: 'warning' })]);
  });

  test('is refused when somebody else saved meanwhile', async () => {
    const { id } = await make();
    const save = (name: string) =>
      api.as('builder').send('PUT', `/api/v1/flows/${id}/draft`, { document: { ...aPayingFlow(), name }, revision: 1 });
    await save('Theirs');

    const { status, body } = await save('Mine');

    expect([status, body.code]).toEqual([409, 'DRAFT_CONFLICT']);
    expect(body.current).toMatchObject({ revision: 2, document: { name: 'Theirs' } });
  });

  test('lets exactly one of two simultaneous saves through', async () => {
    const { id } = await make();
    const save = () => api.as('builder').send('PUT', `/api/v1/flows/${id}/draft`, { document: aPayingFlow(), revision: 1 });

    const answers = await Promise.all([save(), save(), save()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe('a version', () => {
  const freeze = (id: string, revision = 1) =>
    api.as('analyst').post(`/api/v1/flows/${id}/versions`, { note: 'First', revision });

  test('holds the draft with its number and hash', async () => {
    const { id } = await make();

    const { status, body } = await freeze(id);

    expect(status).toBe(201);
    expect(body).toMatchObject({ flowId: id, number: 1, note: 'First', createdBy: 'key analyst' });
    expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the same one when nothing changed', async () => {
    const { id } = await make();

    const [first, second] = [await freeze(id), await freeze(id)];

    expect(second.body).toEqual(first.body);
  });

  test('keeps its document when the draft goes on', async () => {
    const { id } = await make();
    await freeze(id);
    await api.as('analyst').send('PUT', `/api/v1/flows/${id}/draft`, { document: { ...aPayingFlow(), name: 'Later' }, revision: 1 });

    const second = await freeze(id, 2);
    const first = await api.as('auditor').get(`/api/v1/flows/${id}/versions/1`);

    expect([second.body.number, first.body.document.name]).toEqual([2, 'Pay by notice']);
  });

  test('is refused for a draft that changed meanwhile', async () => {
    const { id } = await make();

    const { status, body } = await freeze(id, 7);

    expect([status, body.code]).toEqual([409, 'DRAFT_CONFLICT']);
  });

  test('is listed newest first', async () => {
    const { id } = await make();
    await freeze(id);
    await api.as('analyst').send('PUT', `/api/v1/flows/${id}/draft`, { document: { ...aPayingFlow(), name: 'Later' }, revision: 1 });
    await freeze(id, 2);

    const { body } = await api.as('auditor').get(`/api/v1/flows/${id}/versions`);

    expect(body.items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
  });

  test('that does not exist is not found', async () => {
    const { id } = await make();

    const { status, body } = await api.as('auditor').get(`/api/v1/flows/${id}/versions/9`);

    expect([status, body.code]).toEqual([404, 'FLOW_VERSION_NOT_FOUND']);
  });
});
