import { defineTrigger } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { Prophet21Settings } from '../settings';
import { changedRecord, watchChannel, watchedTables, watchSettings, type WatchedTable } from './watch-table';

const changedRecordsSettings = watchSettings.extend({
  table: z.enum(Object.keys(watchedTables) as [WatchedTable, ...WatchedTable[]]).meta({ title: 'Table to watch' }),
});

export const changedRecords = defineTrigger<Prophet21Settings, z.infer<typeof changedRecordsSettings>>({
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
  poll: watchChannel(({ table }) => table),
});
