import type { Json } from '@penstock/kernel';
import { anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { prophet21 } from '../index';
import { eventFromRow } from './watch-table';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const poll = (table: string, cursor: Json) => bench.poll('changed-records', { table }, cursor);

describe('watching a table', () => {
  test('begins with what changes from now on', async () => {
    const first = await poll('oe_hdr', null);

    expect(first).toEqual({
      events: [],
      cursor: { from: '2026-09-12T14:00:00.000', newest: '2026-09-12T14:00:00.000' },
      more: false,
    });
  });

  test('reports a new order once, however often it looks', async () => {
    const begin = await poll('oe_hdr', null);
    bench.clock.advance(60_000);
    await bench.run('create-order', anOrder());

    const second = await poll('oe_hdr', begin.cursor);
    const third = await poll('oe_hdr', second.cursor);

    const keys = [...second.events, ...third.events].map(({ dedupeKey }) => dedupeKey);
    expect(new Set(keys.filter((key) => key.startsWith('oe_hdr:1013938')))).toEqual(
      new Set(['oe_hdr:1013938:2026-09-12T14:01:00.000']),
    );
  });

  test('sees an invoice again when it was paid', async () => {
    const begin = await poll('invoice_hdr', null);
    bench.clock.advance(600_000);
    await bench.run('post-ar-receipt', aReceipt({ applications: [{ invoiceNo: '3100002', amount: '32.10' }] }));

    const { events } = await poll('invoice_hdr', begin.cursor);

    expect(events.map(({ labels }) => labels?.['record'])).toContain('3100002');
  });

  test('reaches back over the overlap', async () => {
    const cursor = { from: '1900-01-01T00:00:00', newest: '2026-09-12T14:01:59.000' };

    const { events } = await poll('address', cursor);

    expect(events).toHaveLength(14);
  });
});

describe('a range of days read again', () => {
  const day = (date: string): number => Date.parse(`${date}T12:00:00Z`);
  const backfill = (table: string, from: string, to: string) =>
    bench.backfill('changed-records', { table }, { from: day(from), to: day(to) });

  test('tells what was changed in it under the keys of the poll', async () => {
    const begin = await poll('oe_hdr', null);
    bench.clock.advance(60_000);
    await bench.run('create-order', anOrder());
    const polled = await poll('oe_hdr', begin.cursor);

    const pages = await backfill('oe_hdr', '2026-09-12', '2026-09-12');

    const keys = pages.flatMap(({ events }) => events.map(({ dedupeKey }) => dedupeKey));
    expect(keys).toEqual(expect.arrayContaining(polled.events.map(({ dedupeKey }) => dedupeKey)));
  });

  test('tells nothing of other days', async () => {
    const pages = await backfill('address', '2026-09-13', '2026-09-14');

    expect(pages.flatMap(({ events }) => events)).toEqual([]);
  });

  test('tells each of many rows of one stamp once', async () => {
    const address = prophet21.triggers[0]?.poll;
    const rows = Array.from({ length: 1_203 }, (_, index) => ({
      id: index,
      date_last_modified:
        index < 600 ? '2026-09-12T08:00:00.000' : `2026-09-12T09:00:00.${String(index % 7).padStart(3, '0')}`,
    })).sort((left, right) =>
      (left.date_last_modified + String(left.id).padStart(5, '0')).localeCompare(
        right.date_last_modified + String(right.id).padStart(5, '0'),
      ),
    );
    const context = { ...bench.context, http: tableOf(rows) } as never;
    const told: string[] = [];
    let cursor: Json = null;
    for (let more = true; more;) {
      const page = await address!.backfill!(context, {
        settings: { table: 'address', overlapSeconds: 120 },
        from: day('2026-09-12'),
        to: day('2026-09-12') + 1,
        cursor,
      });
      told.push(...page.events.map(({ dedupeKey }) => dedupeKey));
      ({ cursor, more } = page);
    }

    expect([told.length, new Set(told).size]).toEqual([1_203, 1_203]);
  });
});

/** Answers an address query as the OData service would, from rows in order. */
function tableOf(rows: readonly { date_last_modified: string }[]) {
  const answer = (url: string) => {
    const search = new URL(url, 'http://p21').searchParams;
    const since = /ge (\S+)/.exec(search.get('$filter') ?? '')?.[1] ?? '';
    const skip = Number(search.get('$skip') ?? 0);
    return rows.filter((row) => row.date_last_modified >= since).slice(skip, skip + Number(search.get('$top')));
  };
  return {
    send: async ({ url }: { url: string }) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ value: answer(url) }),
    }),
  };
}

describe('a single record', () => {
  test.each([
    ['customer', '100198'],
    ['invoice_hdr', '3100002'],
  ])('of %s is told by its key', async (table, id) => {
    const events = await bench.one('changed-records', { table }, id);

    expect(events.map(({ labels }) => labels)).toEqual([{ table, record: id }]);
  });

  test('that does not exist is told as nothing', async () => {
    expect(await bench.one('changed-records', { table: 'invoice_hdr' }, 'nothing')).toEqual([]);
  });

  test('with a key of the wrong kind is refused in plain words', async () => {
    await expect(bench.one('changed-records', { table: 'customer' }, 'ACME')).rejects.toMatchObject({
      details: { class: 'business' },
    });
  });
});

test('an event names table, key and time of change', () => {
  expect(
    eventFromRow('customer', { customer_id: 100198, date_last_modified: '2026-09-12T10:31:07.213' }),
  ).toMatchObject({
    dedupeKey: 'customer:100198:2026-09-12T10:31:07.213',
    labels: { table: 'customer', record: '100198' },
  });
});
