import type { JournalRecord } from '@penstock/connector-sdk/simulator';
import { OrderBook, type BookedOrder } from './order-book';

const anOrder = (id: string): BookedOrder => ({
  id,
  placedAt: '2026-11-23T10:00:00.000Z',
  customer: 'Harbor Mechanical',
  total: '9.60',
  body: '{}',
  state: 'pending',
  attempts: 0,
  lastAnswer: '',
});

function aJournal() {
  const records: JournalRecord[] = [];
  return {
    records,
    remember: (fact: { kind: string; data: unknown }) =>
      void records.push({ type: 'fact', seq: records.length + 1, at: 0, ...fact }),
  };
}

describe('an order book read back from its journal', () => {
  test('knows what was delivered and what was not', () => {
    const journal = aJournal();
    const before = new OrderBook();
    before.book(anOrder('WEB-1'), journal);
    before.book(anOrder('WEB-2'), journal);
    before.delivered('WEB-1', journal);

    const after = new OrderBook();
    for (const record of journal.records) after.restore(record);

    expect(after.find('WEB-1')?.state).toBe('delivered');
    expect([...after.pending().keys()]).toEqual(['WEB-2']);
  });

  test('gives no number twice, even after a reset', () => {
    const journal = aJournal();
    const before = new OrderBook();
    const first = before.nextId(0);
    before.book(anOrder(first), journal);
    journal.remember({ kind: 'reset', data: {} });

    const after = new OrderBook();
    for (const record of journal.records) after.restore(record);

    expect(first).toBe('WEB-0-1');
    expect(after.all()).toEqual([]);
    expect(after.nextId(0)).toBe('WEB-0-2');
  });
});
