import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const aConnection = async (environment = 'sandbox'): Promise<string> => {
  const settings = { baseUrl: 'https://bank.example', account: '4711' };
  const { body } = await api.as('owner').post('/api/v1/connections', { name: 'House bank', connector: 'bank', environment, slot: 'bank', settings, secrets: { password: 'canary-password' } });
  return body.id as string;
};
const optionsOf = (id: string, query: string, caller = api.as('builder')) => caller.get(`/api/v1/connections/${id}/options?${query}`);
const askedChoices = () => api.host.asked.filter((call) => call.startsWith('choices'));

describe('choices for a field', () => {
  test('are what the engine lists for the connection', async () => {
    const id = await aConnection();
    api.host.nextChoices = { outcome: 'listed', page: { options: [{ value: '7', label: 'Seven', detail: 'open' }], nextCursor: '50' } };

    const { status, body } = await optionsOf(id, 'source=invoices&search=%20se%20&cursor=0&depends.customerId=100198&depends.empty=');

    expect([status, body]).toEqual([200, { options: [{ value: '7', label: 'Seven', detail: 'open' }], nextCursor: '50' }]);
    expect(askedChoices()).toEqual([`choices ${id} ${JSON.stringify({ source: 'invoices', search: 'se', cursor: '0', depends: { customerId: '100198' } })}`]);
  });

  test.each(['', 'source=Invoices', 'source=a&url=https://elsewhere.example', 'source=a&depends.x-y=1', 'source=a&depends=1', `source=a&search=${'x'.repeat(61)}`])(
    'are refused for “%s”',
    async (query) => {
      const { status, body } = await optionsOf(await aConnection(), query);

      expect([status, body.code, askedChoices()]).toEqual([400, 'REQUEST_INVALID', []]);
    },
  );

  test.each([
    ['unknown-source', 422, 'OPTIONS_SOURCE_UNKNOWN'],
    ['field-missing', 422, 'OPTIONS_FIELD_MISSING'],
    ['held', 503, 'OPTIONS_HELD'],
    ['remote', 502, 'OPTIONS_NOT_LISTED'],
  ] as const)('that are not to be had (%s) say why', async (reason, expected, code) => {
    const id = await aConnection();
    api.host.nextChoices = { outcome: 'refused', reason, message: 'The till is closed. Type the value by hand.' };

    const { status, body } = await optionsOf(id, 'source=invoices');

    expect([status, body.code, body.detail]).toEqual([expected, code, 'The till is closed. Type the value by hand.']);
  });

  test('of another organisation are not found, and nothing is asked', async () => {
    const { status, body } = await optionsOf(await aConnection(), 'source=invoices', api.foreign.as('owner'));

    expect([status, body.code, askedChoices()]).toEqual([404, 'CONNECTION_NOT_FOUND', []]);
  });

  test('outside the sandbox are for operators', async () => {
    const id = await aConnection('production');

    const refused = await optionsOf(id, 'source=invoices');
    const listed = await optionsOf(id, 'source=invoices', api.as('operator'));

    expect([refused.status, refused.body.code, listed.status]).toEqual([403, 'ROLE_MAY_NOT_LIST_HERE', 200]);
    expect(askedChoices()).toHaveLength(1);
  });

  test('are asked for a limited number of times by one person', async () => {
    const id = await aConnection();

    for (let count = 0; count < 60; count += 1) await optionsOf(id, 'source=invoices');
    const tooOften = await optionsOf(id, 'source=invoices');
    const another = await optionsOf(id, 'source=invoices', api.as('analyst'));

    expect([tooOften.status, tooOften.body.code, tooOften.headers['retry-after']]).toEqual([429, 'OPTIONS_TOO_OFTEN', expect.any(String)]);
    expect([another.status, askedChoices().length]).toEqual([200, 61]);
  });

  test('leave a trace in the audit log', async () => {
    const id = await aConnection();

    await optionsOf(id, 'source=invoices');
    const { body } = await api.as('auditor').get('/api/v1/audit-log');

    expect(body.items).toContainEqual(expect.objectContaining({ action: 'connection.options-viewed', object: expect.objectContaining({ id }) }));
  });
});
