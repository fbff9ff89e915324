import { refusalByBounds, type BoundedEffect, type EffectBounds } from './effect-bounds';

const bounds: EffectBounds = { ceilings: [{ currency: 'USD', amount: '50.00' }], onlyValues: [{ field: 'customerId', values: ['100001', '100002'] }] };
const aPayment = (changes: Partial<BoundedEffect> = {}): BoundedEffect => ({ kind: 'money', amount: '50', currency: 'USD', input: { customerId: '100001' }, stepId: 'pay', ...changes });
const codeOf = (changes: Partial<BoundedEffect>, given: EffectBounds | undefined = bounds) => refusalByBounds(given, aPayment(changes))?.code ?? null;

describe('a ceiling', () => {
  test.each<[string, Partial<BoundedEffect>, string | null]>([
    ['as much as it allows', { amount: '50.000' }, null],
    ['a cent more', { amount: '50.01' }, 'EFFECT_ABOVE_CEILING'],
    ['far more, which as text would be less', { amount: '1000' }, 'EFFECT_ABOVE_CEILING'],
    ['what goes back, as far as it is large', { amount: '-50.01' }, 'EFFECT_ABOVE_CEILING'],
    ['another currency', { currency: 'EUR', amount: '1' }, 'EFFECT_ABOVE_CEILING'],
    ['money of an unknown amount', { amount: null, currency: null }, 'EFFECT_ABOVE_CEILING'],
    ['no money at all', { kind: 'master-data', amount: null, currency: null }, null],
    ['a posting with an amount', { kind: 'ledger', amount: '51' }, 'EFFECT_ABOVE_CEILING'],
  ])('judges %s', (_, effect, code) => {
    expect(codeOf(effect)).toBe(code);
  });

  test('says what happened, what it means and what to do', () => {
    expect(refusalByBounds(bounds, aPayment({ amount: '80.00' }))).toMatchObject({
      class: 'config',
      message: 'USD 80.00 is more than this connection may move at once (USD 50.00), so nothing was sent.',
      remedy: expect.stringContaining('smaller amount'),
      stepId: 'pay',
    });
  });
});

describe('a list of test customers', () => {
  test.each<[string, unknown, string | null]>([
    ['one of them', { customerId: '100002' }, null],
    ['one of them as a number', { customerId: 100001 }, null],
    ['another one', { customerId: '200000' }, 'EFFECT_NOT_FOR_TESTS'],
    ['another spelling', { customerId: ' 100001' }, 'EFFECT_NOT_FOR_TESTS'],
    ['nobody', {}, null],
  ])('judges %s', (_, input, code) => {
    expect(codeOf({ input })).toBe(code);
  });
});

test('without bounds everything may leave', () => {
  expect([codeOf({ amount: '1000000' }, { ceilings: [], onlyValues: [] }), refusalByBounds(undefined, aPayment({ amount: '1000000' }))]).toEqual([null, null]);
});
