import { judge, type LoggedEffect } from './judge';

const sale = (key: string, id: string): LoggedEffect => ({ kind: 'sale', key, id });
const order = (key: string): LoggedEffect => ({ kind: 'order', key, id: '1013938' });
const receipt = (key: string): LoggedEffect => ({ kind: 'ar-receipt', key, id: '77' });

describe('the judge of a crash test', () => {
  test('finds nothing when every effect happened once', () => {
    const evidence = { acknowledged: ['W-1'], paytrace: [sale('W-1', 'T1')], prophet21: [order('W-1'), receipt('T1')] };

    expect(judge(evidence)).toEqual({ lost: [], duplicates: [], phantoms: [] });
  });

  test('names what an acknowledged order lacks', () => {
    const evidence = { acknowledged: ['W-1'], paytrace: [sale('W-1', 'T1')], prophet21: [] };

    expect(judge(evidence).lost).toEqual(['order of W-1', 'receipt of W-1']);
  });

  test('names what happened twice', () => {
    const evidence = { acknowledged: ['W-1'], paytrace: [sale('W-1', 'T1'), sale('W-1', 'T2')], prophet21: [order('W-1'), receipt('T1'), receipt('T2')] };

    expect(judge(evidence).duplicates).toEqual(['sale of W-1: 2 times', 'receipt of W-1: 2 times']);
  });

  test('names effects nobody asked for', () => {
    const evidence = { acknowledged: [], paytrace: [sale('W-9', 'T9')], prophet21: [] };

    expect(judge(evidence).phantoms).toEqual(['W-9']);
  });
});
