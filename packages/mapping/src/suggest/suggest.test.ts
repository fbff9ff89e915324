import type { SuggestField } from './field';
import { suggestInTurns, suggestMappings } from './suggest';

const fields = (...paths: string[]): SuggestField[] => paths.map((path) => ({ path, type: 'string' }));
const pairsOf = (source: readonly SuggestField[], target: readonly SuggestField[]) =>
  suggestMappings({ source, target })
    .pairs.map((pair) => `${pair.source} > ${pair.target}`)
    .sort();

describe('suggestions', () => {
  test('keep billing and shipping apart', () => {
    expect(pairsOf(fields('bill_zip', 'ship_zip'), fields('shipping.postcode', 'billing.postcode'))).toEqual([
      'bill_zip > billing.postcode',
      'ship_zip > shipping.postcode',
    ]);
  });

  test('do not offer the shipping address where only billing is asked', () => {
    expect(pairsOf(fields('shipping.city'), fields('billing_city'))).toEqual([]);
  });

  test('keep created and updated, gross and net, unit and extended apart', () => {
    const source = fields('created_at', 'updated_at', 'gross_total', 'net_total', 'unit_price', 'line_total');
    const target = fields('ExtendedPrice', 'UnitPrice', 'NetAmount', 'GrossAmount', 'LastModified', 'DateCreated');

    expect(pairsOf(source, target)).toEqual([
      'created_at > DateCreated',
      'gross_total > GrossAmount',
      'line_total > ExtendedPrice',
      'net_total > NetAmount',
      'unit_price > UnitPrice',
      'updated_at > LastModified',
    ]);
  });

  test('tick no number that one system gave its own customers for the number of another, and say why', () => {
    const source = fields('order.customer.id', 'order.customer.email', 'order.transaction_id');
    const { pairs } = suggestMappings({ source, target: fields('customerId', 'email', 'transactionId') });
    const found = new Map(pairs.map((pair) => [pair.target, pair]));

    expect(found.get('customerId')).toMatchObject({ source: 'order.customer.id', tier: 'listed' });
    expect(found.get('customerId')?.reason).toContain('each system numbers its own');
    expect(found.get('transactionId')?.tier).toBe('preticked');
  });

  test('let one source feed two targets', () => {
    const { pairs } = suggestMappings({
      source: fields('customer_email', 'remark'),
      target: fields('email', 'contact_email_address'),
    });

    expect(pairs.map(({ source }) => source)).toEqual(['customer_email', 'customer_email']);
    expect(pairs[1]?.reason).toContain('also used for another field');
  });

  test('prefer a list for a list', () => {
    const source = fields('order.total', 'order.lines[].total');

    expect(pairsOf(source, fields('doc.rows[].total'))).toEqual(['order.lines[].total > doc.rows[].total']);
  });

  test('read element names by their descriptions', () => {
    const source = [
      { path: 'BEG.BEG03', type: 'string', description: 'purchase order number' },
      { path: 'BEG.BEG05', type: 'string', description: 'purchase order date' },
    ];

    expect(pairsOf(source, fields('poNumber', 'poDate'))).toEqual(['BEG.BEG03 > poNumber', 'BEG.BEG05 > poDate']);
  });

  test('give an address part without a role the role of its neighbours', () => {
    const target = fields('ShipToName', 'ShipToCity', 'ZipCode', 'ShipToCountry');

    expect(pairsOf(fields('billing.zip', 'shipping.zip'), target)).toEqual(['shipping.zip > ZipCode']);
  });

  test('are the same for the same request, in turns or at once', () => {
    const request = { source: fields('a.city', 'b.city', 'name', 'zip'), target: fields('town', 'name', 'postcode') };

    const work = suggestInTurns(request);
    let turn = work.next();
    while (!turn.done) turn = work.next();

    expect(turn.value).toEqual(suggestMappings(request));
  });

  test('of 5,000 fields without a word in common end at once', () => {
    const many = (prefix: string) =>
      Array.from({ length: 5_000 }, (_, at) => ({
        path: `${prefix}${[...String(at)].map((digit) => 'bcdfghjkmn'[Number(digit)]).join('')}`,
        type: 'int',
      }));

    expect(suggestMappings({ source: many('xzq'), target: many('wyv') }).pairs).toEqual([]);
  });
});

describe('what people decided before', () => {
  const source = fields('field_a', 'field_b');
  const target = fields('thing_x');
  const decided = (confirmed: number, rejected: number) => [
    { source: 'field_a', target: 'thing_x', confirmed, rejected },
  ];

  test('makes a suggestion of a pair nobody would guess', () => {
    const { pairs } = suggestMappings({ source, target, memory: decided(20, 0) });

    expect(pairs.map((pair) => [pair.source, pair.target])).toEqual([['field_a', 'thing_x']]);
  });

  test('speaks against a pair that was refused', () => {
    const request = { source: fields('city'), target: fields('town') };

    const refused = suggestMappings({
      ...request,
      memory: [{ source: 'city', target: 'town', confirmed: 0, rejected: 3 }],
    });

    expect(suggestMappings(request).pairs[0]?.tier).toBe('preticked');
    expect(refused.pairs).toEqual([]);
  });

  test('counts more the nearer it is', () => {
    const likelihood = (memory: { source: string; target: string; sourceSystem?: string }) =>
      suggestMappings({
        source: fields('city'),
        target: fields('place'),
        memory: [{ ...memory, confirmed: 9, rejected: 0 }],
      }).candidates.get('place')?.[0]?.confidence ?? 0;

    const exact = likelihood({ source: 'city', target: 'place' });
    const elsewhere = likelihood({ source: 'city', target: 'place', sourceSystem: 'shopify' });

    expect(exact).toBeGreaterThan(elsewhere);
    expect(elsewhere).toBeGreaterThan(likelihood({ source: 'other', target: 'thing' }));
  });
});
