import { concepts, readConcepts } from './lexicon';

describe('a name', () => {
  test.each([
    ['ShipToAddress1', ['ship-to', 'street']],
    ['ship2_add1', ['ship-to', 'street']],
    ['cust_no', ['customer', 'identifier']],
    ['sku', ['item', 'identifier']],
    ['zipcode', ['postal-code']],
    ['billingPostCode', ['bill-to', 'postal-code']],
    ['shiptozip', ['ship-to', 'postal-code']],
    ['cc_exp_month', ['card', 'expiry', 'month']],
    ['ext_amt', ['extended', 'price']],
    ['PSTLZ', ['postal-code']],
    ['record', ['record']],
    ['address1_city', ['city']],
    ['address1_line1', ['street']],
    ['price_unit', ['unit', 'price']],
    ['amount_untaxed', ['tax-excluded', 'amount']],
    ['tax_amount', ['tax']],
    ['Adressé', ['adresse']],
  ])('%s is read as its concepts', (name, expected) => {
    expect(readConcepts(name)).toEqual(expected);
  });

  test('of any length is read', () => {
    expect(readConcepts('x'.repeat(100_000)).length).toBe(1);
  });
});

describe('the dictionary', () => {
  test('has no concept twice and no link into nothing', () => {
    const ids = new Set(concepts.map(({ id }) => id));

    const loose = concepts.flatMap(({ near }) => Object.keys(near ?? {})).filter((id) => !ids.has(id));

    expect([ids.size, loose]).toEqual([concepts.length, []]);
  });
});
