import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const suggest = (body: unknown) => api.as('analyst').post('/api/v1/mappings/suggest', body);
const preview = (body: unknown) => api.as('analyst').post('/api/v1/mappings/preview', body);
const texts = (...paths: string[]) => paths.map((path) => ({ path, type: 'string' }));

describe('suggestions', () => {
  test('name pairs with confidence, tier and reason, and candidates by target', async () => {
    const { status, body } = await suggest({
      source: [
        { path: 'shipping_address.postcode', type: 'string', sample: '99201' },
        { path: 'billing_address.postcode', type: 'string', sample: '83814' },
        { path: 'shipping_address.city', type: 'string', sample: 'Spokane' },
      ],
      target: [
        { path: 'ship_to_zip', type: 'varchar(10)', required: true },
        { path: 'ship_to_city', type: 'varchar(50)' },
      ],
    });

    expect(status).toBe(200);
    expect(body.pairs).toContainEqual({
      source: 'shipping_address.postcode',
      target: 'ship_to_zip',
      confidence: expect.any(Number),
      tier: 'preticked',
      reason:
        'Same meaning: postcode ~ ship_to_zip; both under ship-to; the samples are postal codes; the target is required',
    });
    expect(body.candidates.ship_to_zip[0].source).toBe('shipping_address.postcode');
    expect(body.candidates.ship_to_city[0].source).toBe('shipping_address.city');
  });

  test('propose steps where the forms differ', async () => {
    const { body } = await suggest({
      source: [{ path: 'order.order_date', type: 'string', sample: '03/09/2026' }],
      target: [{ path: 'orderDate', type: 'date' }],
    });

    expect(body.pairs[0].transform).toEqual({
      from: [{ path: 'order.order_date' }],
      steps: [{ op: 'parseDate', args: { format: 'MM/DD/YYYY' } }],
      summary: 'reads MM/DD/YYYY as a date',
    });
  });

  test('understand type words of databases and pass over unknown ones', async () => {
    const { status, body } = await suggest({
      source: [
        { path: '/lines/0/sku', type: 'varchar(40)' },
        { path: '/lines/0/amt', type: 'zorkmid' },
      ],
      target: [
        { path: 'rows[].item_id', type: 'nvarchar' },
        { path: 'rows[].amount', type: 'money' },
      ],
    });

    expect(status).toBe(200);
    expect(body.pairs.map((pair: { source: string; target: string }) => [pair.source, pair.target]).sort()).toEqual([
      ['/lines/0/amt', 'rows[].amount'],
      ['/lines/0/sku', 'rows[].item_id'],
    ]);
  });

  test('never offer card data, and keep and repeat no sample', async () => {
    const answer = await suggest({
      source: [
        { path: 'card.number', type: 'string', sample: '4012000098765439' },
        { path: 'payment_text', type: 'string', sample: '4012000098765439' },
        { path: 'card.csc', type: 'string', sample: '999' },
      ],
      target: texts('cc_number', 'csc', 'card_number', 'payment_text'),
    });

    expect([answer.status, answer.body]).toEqual([200, { pairs: [], candidates: {} }]);
    expect(answer.text).not.toContain('4012000098765439');
  });

  test('take hostile names for names', async () => {
    const { status, body } = await suggest({
      source: texts('constructor', '__proto__.polluted', 'toString', 'a["__proto__"]', '][', '....', '\u0000'),
      target: texts('constructor', '__proto__', 'hasOwnProperty', 'toString'),
    });

    expect(status).toBe(200);
    expect(body.pairs.map(({ target }: { target: string }) => target).sort()).toEqual(['constructor', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('of nothing are none', async () => {
    const { status, body } = await suggest({ source: [], target: texts('a') });

    expect([status, body]).toEqual([200, { pairs: [], candidates: {} }]);
  });

  test('refuse more than 5,000 fields and say where', async () => {
    const many = Array.from({ length: 5_001 }, (_, at) => ({ path: `f${at}`, type: 'int' }));

    const { status, body } = await suggest({ source: many, target: [] });

    expect([status, body.code, body.issues[0].path]).toEqual([400, 'REQUEST_INVALID', 'source']);
    expect(body.issues[0].message).toBe('At most 5000 fields can be matched at once: leave parts out.');
  });

  test('refuse fields the request does not know', async () => {
    const { status, body } = await suggest({ source: [{ path: 'a', type: 'int', price: 1 }], target: [] });

    expect([status, body.issues[0].path]).toEqual([400, 'source.0.price']);
  });

  test('of large lists wait for each other, and say when to come back', async () => {
    const large = (prefix: string) =>
      Array.from({ length: 1_500 }, (_, at) => ({ path: `${prefix}${at}.city`, type: 'string' }));
    const request = { source: large('a'), target: large('b') };

    const answers = await Promise.all([suggest(request), suggest(request), suggest(request)]);

    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.map(({ body, headers }) => [body.code, headers['retry-after']])).toEqual([['MATCHER_BUSY', '5']]);
    expect((await suggest({ source: [], target: [] })).status).toBe(200);
  }, 60_000);

  test('are for those who design flows', async () => {
    const { status, body } = await api.as('operator').post('/api/v1/mappings/suggest', { source: [], target: [] });

    expect([status, body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
  });
});

describe('feedback', () => {
  const request = {
    source: texts('ship_city', 'bill_city', 'note'),
    target: texts('delivery_town'),
  };
  const confidenceOf = async (source: string, organization = api.home): Promise<number> => {
    const { body } = await organization.as('analyst').post('/api/v1/mappings/suggest', request);
    const found = body.candidates.delivery_town?.find((each: { source: string }) => each.source === source);
    return found?.confidence ?? 0;
  };
  const decide = (source: string, isConfirmed: boolean) =>
    api.as('analyst').post('/api/v1/mappings/feedback', { pairs: [{ source, target: 'delivery_town', isConfirmed }] });

  test('a confirmed pair rises and a refused one falls, for this organisation only', async () => {
    const before = { ship: await confidenceOf('ship_city'), bill: await confidenceOf('bill_city') };
    const elsewhere = await confidenceOf('bill_city', api.foreign);

    const answers = [await decide('bill_city', true), await decide('ship_city', false)];

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { remembered: 1 }],
      [200, { remembered: 1 }],
    ]);
    expect(await confidenceOf('bill_city')).toBeGreaterThan(before.bill);
    expect(await confidenceOf('ship_city')).toBeLessThan(before.ship);
    expect(await confidenceOf('bill_city', api.foreign)).toBe(elsewhere);
  });

  test('is kept as counts of paths', async () => {
    const rows = await api.dataSource.query(
      'select source, confirmed, rejected from suggestion_memory order by source',
    );

    expect(rows).toEqual([
      { source: 'bill_city', confirmed: 1, rejected: 0 },
      { source: 'ship_city', confirmed: 0, rejected: 1 },
    ]);
  });

  test('counts a pair that is named twice once, by its last word', async () => {
    const pair = { source: 'note', target: 'delivery_town' };

    const { body } = await api.as('analyst').post('/api/v1/mappings/feedback', {
      pairs: [
        { ...pair, isConfirmed: true },
        { ...pair, isConfirmed: false },
      ],
    });

    expect(body).toEqual({ remembered: 1 });
    expect(
      await api.dataSource.query("select confirmed, rejected from suggestion_memory where source = 'note'"),
    ).toEqual([{ confirmed: 0, rejected: 1 }]);
  });

  test('is for those who design flows', async () => {
    const { status, body } = await api
      .as('operator')
      .post('/api/v1/mappings/feedback', { pairs: [{ source: 'a', target: 'b', isConfirmed: true }] });

    expect([status, body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
  });
});

const rule = {
  id: 'total',
  kind: 'pipe',
  target: 'total',
  from: [{ path: 'trigger.total' }],
  steps: [{ op: 'toDecimal' }],
};

describe('a preview', () => {
  test('shows the value of each sample, every digit kept', async () => {
    const answer = await preview({
      document: { v: 1, rules: [rule] },
      sampleTexts: ['{"trigger":{"total":"12345678901234567890.10"}}', '{"trigger":{"total":"free"}}'],
    });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"output":{"total":12345678901234567890.10}');
    expect(answer.body.samples[1]).toMatchObject({ output: {}, errors: [{ ruleId: 'total', path: 'total' }] });
  });

  test('names problems of the document beside the values', async () => {
    const { body } = await preview({
      document: { v: 1, rules: [rule, { id: 'x', kind: 'copy', target: 'total', from: { path: 'trigger.x' } }] },
      samples: [],
      target: { type: 'object', properties: { total: { type: 'number' }, no: { type: 'string' } }, required: ['no'] },
    });

    expect(body.problems.map(({ severity }: { severity: string }) => severity)).toContain('error');
    expect(body.problems.every((problem: object) => 'ruleId' in problem && 'fix' in problem)).toBe(true);
  });

  test('names the characters of a formula that are wrong, and how to mend them', async () => {
    const trigger = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'], additionalProperties: false };
    const formula = { id: 'net', kind: 'formula', target: 'net', formula: 'ROUND(trigger.totl / 3, 2)' };
    const { body } = await preview({
      document: { v: 1, rules: [formula, { ...formula, id: 'good', target: 'good', formula: 'ROUND(trigger.total / 3, 2)' }] },
      sampleTexts: ['{"trigger":{"total":100.00}}'],
      sources: { trigger },
    });

    expect(body.problems).toMatchObject([
      {
        ruleId: 'net',
        code: 'UNKNOWN_FIELD',
        severity: 'error',
        path: 'net',
        place: 'formula',
        range: { start: 14, end: 18 },
        edit: { kind: 'replace-rule', rule: { formula: 'ROUND(trigger.total / 3, 2)' } },
      },
    ]);
    expect(body.samples[0].output).toEqual({ good: 33.33 });
  });

  test('of an unreadable document has problems and no values', async () => {
    const { status, body } = await preview({ document: 'all of it', samples: [{ trigger: {} }] });

    expect([status, body.samples]).toEqual([200, [{ output: null, errors: [] }]]);
    expect(body.problems[0].code).toBe('BAD_DOCUMENT');
  });

  test('refuses samples with card data', async () => {
    const { status, body } = await preview({
      document: { v: 1, rules: [] },
      samples: [{ trigger: { note: 'card 4012000098765439' } }],
    });

    expect([status, body.code]).toEqual([422, 'PAYLOAD_HAS_CARD_DATA']);
  });

  test('refuses a sample text that is no JSON object', async () => {
    const { status, body } = await preview({ document: {}, sampleTexts: ['{}', '[1]'] });

    expect([status, body.code, body.detail]).toEqual([
      422,
      'PAYLOAD_NOT_JSON',
      'Sample 2 is no JSON object. Nothing was kept. Correct it and try again.',
    ]);
  });
});
