import { compareEffects, moneyOf, type ComparableEffect } from './compare-effects';

const sale = (over: Partial<ComparableEffect> = {}): ComparableEffect => ({
  key: 'charge',
  connector: 'paytrace',
  action: 'sale',
  kind: 'money',
  businessKey: 'charge:WEB-1',
  amount: '19.99',
  currency: 'USD',
  request: { invoice: 'WEB-1', amount: '19.99' },
  ...over,
});

describe('the effects of two runs', () => {
  test('do not differ when each is the same', () => {
    expect(compareEffects([sale()], [sale({ amount: '19.990' })])).toEqual([]);
  });

  test('differ per field of the request', () => {
    const after = sale({ amount: '21.00', request: { invoice: 'WEB-1', amount: '21.00' } });

    expect(compareEffects([sale()], [after])).toEqual([
      {
        change: 'changed',
        key: 'charge',
        connector: 'paytrace',
        action: 'sale',
        kind: 'money',
        businessKey: 'charge:WEB-1',
        amountBefore: '19.99',
        amountAfter: '21.00',
        currency: 'USD',
        fields: [{ path: 'amount', before: '19.99', after: '21.00' }],
      },
    ]);
  });

  test('differ in the amount even where the request does not show it', () => {
    expect(compareEffects([sale()], [sale({ amount: '20' })])).toMatchObject([
      { change: 'changed', fields: [], amountBefore: '19.99', amountAfter: '20' },
    ]);
  });

  test('differ in business key and currency', () => {
    expect(compareEffects([sale()], [sale({ businessKey: 'charge:WEB-2', currency: 'EUR' })])).toMatchObject([
      {
        fields: [
          { path: '<businessKey>', before: 'charge:WEB-1', after: 'charge:WEB-2' },
          { path: '<currency>', before: 'USD', after: 'EUR' },
        ],
      },
    ]);
  });

  test('are added and missing', () => {
    const mail = sale({
      key: 'mail',
      connector: 'email',
      action: 'send',
      kind: 'message',
      amount: null,
      currency: null,
    });

    expect(
      compareEffects([sale()], [mail]).map(({ change, key, amountBefore, amountAfter }) => [
        change,
        key,
        amountBefore,
        amountAfter,
      ]),
    ).toEqual([
      ['missing', 'charge', '19.99', null],
      ['added', 'mail', null, null],
    ]);
  });

  test('belong together by their business key when the step was renamed', () => {
    expect(compareEffects([sale()], [sale({ key: 'take-money' })])).toEqual([]);
  });

  test('do not belong together when the step calls another action', () => {
    expect(compareEffects([sale()], [sale({ action: 'authorize' })]).map(({ change }) => change)).toEqual([
      'missing',
      'added',
    ]);
  });

  test('of a loop are paired item by item', () => {
    const item = (index: number, amount: string) =>
      sale({ key: `lines[${index}]/charge`, businessKey: `L${index}`, amount, request: { amount } });

    expect(
      compareEffects([item(0, '1'), item(1, '2')], [item(0, '1'), item(1, '3'), item(2, '4')]).map(
        ({ change, key }) => [change, key],
      ),
    ).toEqual([
      ['changed', 'lines[1]/charge'],
      ['added', 'lines[2]/charge'],
    ]);
  });

  test('are never paired twice', () => {
    expect(
      compareEffects([sale(), sale({ key: 'again' })], [sale({ key: 'one' })]).map(({ change, key }) => [change, key]),
    ).toEqual([['missing', 'again']]);
  });
});

describe('the money of effects', () => {
  test('is summed exactly per kind and currency', () => {
    const effects = [
      sale({ amount: '0.1' }),
      sale({ amount: '0.2' }),
      sale({ amount: '5', currency: 'EUR' }),
      sale({ amount: '7', kind: 'ledger' }),
      sale({ amount: null }),
    ];

    expect(moneyOf(effects)).toEqual([
      { kind: 'money', currency: 'USD', count: 2, amount: '0.3' },
      { kind: 'money', currency: 'EUR', count: 1, amount: '5' },
      { kind: 'ledger', currency: 'USD', count: 1, amount: '7' },
    ]);
  });
});
