import { defineTrigger, type PollPage, type TriggerEvent } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { idOf, objectOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { minusSeconds } from '../dates';
import { equals, readPage, textLiteral, timestampLiteral, type TableQuery } from '../odata';
import type { Prophet21Settings } from '../settings';

/** Key and company column per table; the three ways P21 has of naming the company are why this is a table. */
const watchedTables = {
  customer: { key: 'customer_id', company: 'company_id' },
  ship_to: { key: 'ship_to_id', company: 'company_id' },
  contacts: { key: 'id', company: undefined },
  address: { key: 'id', company: undefined },
  inv_mast: { key: 'item_id', company: undefined },
  oe_hdr: { key: 'order_no', company: 'company_id' },
  invoice_hdr: { key: 'invoice_no', company: 'company_no' },
  ar_receipts: { key: 'receipt_number', company: 'company_id' },
  gl: { key: 'gl_uid', company: 'company_no' },
} as const;
type WatchedTable = keyof typeof watchedTables;

const changedRecordsSettings = z.strictObject({
  table: z.enum(Object.keys(watchedTables) as [WatchedTable, ...WatchedTable[]]).meta({ title: 'Table to watch' }),
  overlapSeconds: z.int().min(0).max(3600).default(120).meta({
    title: 'Overlap in seconds',
    description: 'How far back each look reaches again, for rows that were saved late. Repeats are recognised.',
  }),
});
type ChangedRecordsSettings = z.infer<typeof changedRecordsSettings>;

const changedRecord = z.object({
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
/** SQL Server's earliest `datetime` that no P21 row can precede. */
const BEGINNING = '1900-01-01T00:00:00';

export const changedRecords = defineTrigger<Prophet21Settings, ChangedRecordsSettings>({
  id: 'changed-records',
  version: 1,
  title: 'Records changed',
  summary: 'Starts for every customer, order, invoice or other record that was added or changed in Prophet 21.',
  settings: changedRecordsSettings,
  event: changedRecord,
  sample: {
    table: 'invoice_hdr',
    key: '3100042',
    modifiedAt: '2026-09-12T10:31:07.213',
    record: { invoice_no: '3100042', customer_id: '100198', company_no: 'HSC', paid_in_full_flag: 'N' },
  },
  channels: [],
  poll: {
    defaultIntervalMs: 15_000,
    poll: (context, { settings, cursor }) => {
      const known = cursorFromJson(cursor);
      return known ? nextPage(context, settings, known) : beginWatching(context, settings);
    },
  },
});

/** Begins at the newest row: P21's time stamps carry no zone, so our own clock cannot say what "now" is there. */
async function beginWatching(context: P21Context, { table }: ChangedRecordsSettings): Promise<PollPage> {
  const query: TableQuery = { ...tableQuery(context, table), orderBy: ['date_last_modified'], descending: true };
  const [newestRow] = await readPage(context, query, { top: 1 });
  const newest = newestRow ? textOf(newestRow['date_last_modified']) : BEGINNING;
  return { events: [], cursor: { from: newest, newest }, more: false };
}

async function nextPage(context: P21Context, settings: ChangedRecordsSettings, cursor: Cursor): Promise<PollPage> {
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
