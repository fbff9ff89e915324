import type { LoggedEffect } from './judge';
import type { SentEvent } from './judge-events';
import { eventsOutOfOrder, stepsOutOfOrder } from './judge-order';

describe('ORDER: the steps of a shop order', () => {
  const effect = (kind: string, key: string, at: number): LoggedEffect => ({ kind, key, id: kind === 'sale' ? 'T1' : '1', at });
  const seen = (sale: number, order: number, receipt: number) => ({
    orders: [],
    paytrace: [effect('sale', 'W-1', sale)],
    prophet21: [effect('order', 'W-1', order), effect('ar-receipt', 'T1', receipt)],
  });

  test('finds nothing when one comes after the other, also within a millisecond', () => {
    expect(stepsOutOfOrder(seen(1, 2, 2))).toEqual([]);
  });

  test('names an order before its charge and a receipt before its order', () => {
    expect(stepsOutOfOrder(seen(5, 4, 6))).toEqual(['order before sale of W-1']);
    expect(stepsOutOfOrder(seen(1, 9, 6))).toEqual(['receipt before order of W-1']);
  });

  test('looks at the first time: what happened twice is another letter', () => {
    const twice = { ...seen(1, 2, 3), paytrace: [effect('sale', 'W-1', 1), effect('sale', 'W-1', 8)] };

    expect(stepsOutOfOrder(twice)).toEqual([]);
  });
});

describe('ORDER: events that become journals', () => {
  const event = (id: string, key?: string): SentEvent => ({ id, ...(key !== undefined && { key }), amount: '1.00', journals: [`${id}-a`, `${id}-b`], isAcknowledged: true });
  const happened = (...keys: string[]): LoggedEffect[] => keys.map((key) => ({ kind: 'gl-journal', key, id: '1' }));
  const sent = [event('1', 'K'), event('2', 'K'), event('3', 'other')];

  test('finds nothing when one event of a lane ends before the next begins, whatever other lanes do', () => {
    expect(eventsOutOfOrder({ sent, effects: happened('1-a', '3-a', '1-b', '2-a', '3-b', '2-b') })).toEqual([]);
  });

  test('names an event that went before one sent earlier', () => {
    expect(eventsOutOfOrder({ sent, effects: happened('2-a', '2-b', '1-a', '1-b') })).toEqual(['2 before 1']);
  });

  test('names an event that began while the one in front of it was under way', () => {
    expect(eventsOutOfOrder({ sent, effects: happened('1-a', '2-a', '1-b', '2-b') })).toEqual(['2 while 1']);
  });

  test('names journals of one event that changed places, lane or not', () => {
    expect(eventsOutOfOrder({ sent: [event('4')], effects: happened('4-b', '4-a') })).toEqual(['4-b before 4-a']);
  });
});
