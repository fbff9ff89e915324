import { isClean, judge, type LoggedEffect, type PlacedOrder } from './judge';

const anOrder = (id: string, isAcknowledged = true): PlacedOrder => ({ id, total: '19.99', isAcknowledged });
const sale = (key: string, id: string, amount = '19.99'): LoggedEffect => ({ kind: 'sale', key, id, amount });
const order = (key: string): LoggedEffect => ({ kind: 'order', key, id: '1013938', amount: '19.9900' });
const receipt = (key: string, amount = '19.99'): LoggedEffect => ({ kind: 'ar-receipt', key, id: '77', amount });
const complete = { orders: [anOrder('W-1')], paytrace: [sale('W-1', 'T1')], prophet21: [order('W-1'), receipt('T1')] };

describe('the judge of a fault test', () => {
  test('finds nothing when every effect happened once', () => {
    expect(isClean(judge(complete))).toBe(true);
  });

  test('LOST: names what an acknowledged order lacks', () => {
    expect(judge({ ...complete, prophet21: [] }).lost).toEqual(['order of W-1', 'receipt of W-1']);
  });

  test('LOST: leaves out what a person has, and what was never acknowledged', () => {
    const evidence = { orders: [anOrder('W-1'), anOrder('W-2', false)], paytrace: [], prophet21: [] };

    expect(judge(evidence, new Set(['W-1'])).lost).toEqual([]);
  });

  test('DUP: names what happened twice', () => {
    const evidence = { ...complete, paytrace: [sale('W-1', 'T1'), sale('W-1', 'T2')], prophet21: [order('W-1'), receipt('T1'), receipt('T2')] };

    expect(judge(evidence).duplicates).toEqual(['sale of W-1: 2 times', 'receipt of W-1: 2 times']);
  });

  test('PHANTOM: names effects nobody asked for', () => {
    expect(judge({ ...complete, paytrace: [...complete.paytrace, sale('W-9', 'T9')] }).phantoms).toEqual(['sale of W-9']);
  });

  test('WRONG: names another amount than the order’s', () => {
    const wrong = { ...complete, paytrace: [sale('W-1', 'T1', '1.99')], prophet21: [order('W-1'), receipt('T1', '1.99')] };

    expect(judge(wrong).wrong).toEqual(['sale of W-1: 1.99', 'receipt of W-1: 1.99']);
  });

  test('MONEY: sees that charges and receipts differ', () => {
    expect(judge({ ...complete, prophet21: [order('W-1'), receipt('T1', '20.99')] }).money).toEqual(['charged 1999 cents, posted 2099 cents']);
  });
});
