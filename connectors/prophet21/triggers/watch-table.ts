import type { InstantRange, PollChannel, PollPage, TriggerEvent } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { idOf, objectOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { businessDate, minusSeconds } from '../dates';
import { equals, readPage, textLiteral, timestampLiteral, type TableQuery } from '../odata';
import type { Prophet21Settings } from '../settings';

/** Key and company column per table; the three ways P21 has of naming the company are why this is a table. */
export const watchedTables = {
  customer: { key: 'customer_id', keyType: 'number', company: 'company_id' },
  ship_to: { key: 'ship_to_id', keyType: 'number', company: 'company_id' },
  contacts: { key: 'id', keyType: 'text', company: undefined },
  address: { key: 'id', keyType: 'number', company: undefined },
  inv_mast: { key: 'item_id', keyType: 'text', company: undefined },
  oe_hdr: { key: 'order_no', keyType: 'text', company: 'company_id' },
  invoice_hdr: { key: 'invoice_no', keyType: 'text', company: 'company_no' },
  ar_receipts: { key: 'receipt_number', keyType: 'number', company: 'company_id' },
  gl: { key: 'gl_uid', keyType: 'number', company: 'company_no' },
} as const;
export type WatchedTable = keyof typeof watchedTables;

/** What a builder chooses for a watched table. */
export const watchSettings = z.strictObject({
  overlapSeconds: z.int().min(0).max(3600).default(120).meta({
    title: 'Overlap in seconds',
    description: 'How far back each look reaches again, for rows that were saved late. Repeats are recognised.',
  }),
  pollSeconds: z.int().min(5).max(86_400).optional().meta({
    title: 'Seconds between looks',
    description: 'How often Prophet 21 is asked. Default: every 15 seconds.',
  }),
});
export type WatchSettings = z.infer<typeof watchSettings>;

export const changedRecord = z.object({
  table: z.string(),
  key: z.string(),
  modifiedAt: z.string(),
  record: z.record(z.string(), z.unknown()),
});

/**
 * `from` is where watching began: what changed before is not reported. `newest` is the latest change seen. `skip` and
 * `pageFrom` are set between the pages of one look.
 */
interface Cursor {
  readonly from: string;
  readonly newest: string;
  readonly pageFrom?: string;
  readonly skip?: number;
}

const PAGE_SIZE = 500;
const DAY_SECONDS = 86_400;

/** Where a backfill goes on: at this stamp, without the events told already, after this many rows of it. */
const backfillCursor = z.object({ since: z.string(), told: z.array(z.string()), skip: z.int() });
type BackfillCursor = z.infer<typeof backfillCursor>;
/** SQL Server's earliest `datetime` that no P21 row can precede. */
const BEGINNING = '1900-01-01T00:00:00';

interface Watched {
  readonly table: WatchedTable;
  readonly overlapSeconds: number;
}

/** Polls a table on `date_last_modified`, with overlap; rows are told apart by table, key and time of change. */
export function watchChannel<Settings extends WatchSettings>(
  tableOf: (settings: Settings) => WatchedTable,
): PollChannel<Prophet21Settings, Settings> {
  const watched = (settings: Settings): Watched => ({
    table: tableOf(settings),
    overlapSeconds: settings.overlapSeconds,
  });
  return {
    defaultIntervalMs: 15_000,
    intervalMs: ({ pollSeconds }) => (pollSeconds === undefined ? undefined : pollSeconds * 1000),
    poll: (context, { settings, cursor }) => {
      const known = cursorFromJson(cursor);
      return known ? nextPage(context, watched(settings), known) : beginWatching(context, watched(settings));
    },
    backfill: (context, { settings, from, to, cursor }) =>
      backfillPage(context, watched(settings), { from, to, cursor }),
    one: async (context, { settings, id }) =>
      (await rowsByKey(context, watched(settings), id.trim())).map((row) => eventFromRow(tableOf(settings), row)),
  };
}

/** Begins at the newest row: P21's time stamps carry no zone, so our own clock cannot say what "now" is there. */
async function beginWatching(context: P21Context, { table }: Watched): Promise<PollPage> {
  const query: TableQuery = { ...tableQuery(context, table), orderBy: ['date_last_modified'], descending: true };
  const [newestRow] = await readPage(context, query, { top: 1 });
  const newest = newestRow ? textOf(newestRow['date_last_modified']) : BEGINNING;
  return { events: [], cursor: { from: newest, newest }, more: false };
}

async function nextPage(context: P21Context, settings: Watched, cursor: Cursor): Promise<PollPage> {
  const { table, overlapSeconds } = settings;
  const { from, newest, skip = 0 } = cursor;
  const since = cursor.pageFrom ?? later(from, minusSeconds(newest, overlapSeconds));
  const query = tableQuery(context, table);
  const rows = await readPage(
    context,
    {
      ...query,
      where: [...(query.where ?? []), { column: 'date_last_modified', operator: 'ge', value: timestampLiteral(since) }],
      orderBy: ['date_last_modified', watchedTables[table].key],
    },
    { top: PAGE_SIZE, skip },
  );
  const seen = rows.reduce((latest, row) => later(latest, textOf(row['date_last_modified'])), newest);
  const more = rows.length === PAGE_SIZE;
  return {
    events: rows.map((row) => eventFromRow(table, row)),
    cursor: { from, newest: seen, ...(more && { pageFrom: since, skip: skip + PAGE_SIZE }) },
    more,
  };
}

/**
 * Whole days of the company, by the time of change: P21's stamps carry no zone, so a range finer than that would be a
 * guess. Pages go on at the stamp the last one ended with and leave out the rows of it that were told already; a number
 * of rows to skip would miss rows whenever one of those before it is changed meanwhile.
 */
async function backfillPage(
  context: P21Context,
  { table }: Watched,
  wanted: InstantRange & { readonly cursor: Json },
): Promise<PollPage> {
  const { timezone } = context.settings;
  const known = backfillCursor.nullable().catch(null).parse(wanted.cursor) ?? {
    since: `${businessDate(wanted.from, timezone)}T00:00:00`,
    told: [],
    skip: 0,
  };
  const query = tableQuery(context, table);
  const rows = await readPage(
    context,
    {
      ...query,
      where: [
        ...(query.where ?? []),
        { column: 'date_last_modified', operator: 'ge', value: timestampLiteral(known.since) },
        {
          column: 'date_last_modified',
          operator: 'lt',
          value: timestampLiteral(minusSeconds(`${businessDate(wanted.to - 1, timezone)}T00:00:00`, -DAY_SECONDS)),
        },
      ],
      orderBy: ['date_last_modified', watchedTables[table].key],
    },
    { top: PAGE_SIZE, skip: known.skip },
  );
  const events = rows.map((row) => eventFromRow(table, row)).filter(({ dedupeKey }) => !known.told.includes(dedupeKey));
  return { events, cursor: afterPage(known, table, rows), more: rows.length === PAGE_SIZE };
}

/** A page of one stamp only (a bulk change) is the one case in which rows have to be counted off. */
function afterPage(known: BackfillCursor, table: WatchedTable, rows: readonly JsonObject[]): BackfillCursor {
  const last = rows.at(-1);
  const since = last ? textOf(last['date_last_modified']) : known.since;
  if (since === known.since) return { ...known, skip: known.skip + rows.length };
  const told = rows
    .filter((row) => textOf(row['date_last_modified']) === since)
    .map((row) => eventFromRow(table, row).dedupeKey);
  return { since, told, skip: 0 };
}

function rowsByKey(context: P21Context, { table }: Watched, id: string): Promise<readonly JsonObject[]> {
  const { key, keyType } = watchedTables[table];
  const query = tableQuery(context, table);
  return readPage(
    context,
    { ...query, where: [...(query.where ?? []), equals(key, { type: keyType, value: id })] },
    { top: 1 },
  );
}

function tableQuery({ settings }: P21Context, table: WatchedTable): TableQuery {
  const { company } = watchedTables[table];
  return { table, where: company ? [equals(company, textLiteral(settings.companyId))] : [] };
}

export function eventFromRow(table: WatchedTable, row: JsonObject): TriggerEvent {
  const key = idOf(row[watchedTables[table].key]);
  const modifiedAt = textOf(row['date_last_modified']);
  return {
    dedupeKey: `${table}:${key}:${modifiedAt}`,
    payload: { table, key, modifiedAt, record: row },
    labels: { table, record: key },
  };
}

/** Time stamps of one server in one format: text order is time order. */
const later = (left: string, right: string): string => (left > right ? left : right);

function cursorFromJson(json: Json): Cursor | undefined {
  const { from, newest, pageFrom, skip } = objectOf(json);
  if (typeof from !== 'string' || typeof newest !== 'string') return undefined;
  return {
    from,
    newest,
    ...(typeof pageFrom === 'string' && { pageFrom }),
    ...(typeof skip === 'number' && { skip }),
  };
}
