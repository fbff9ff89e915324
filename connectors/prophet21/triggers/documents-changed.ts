import { defineTrigger, type AnyTrigger } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import type { Prophet21Settings } from '../settings';
import { changedRecord, watchChannel, watchSettings, type WatchedTable, type WatchSettings } from './watch-table';

interface WatchedDocument {
  readonly id: string;
  readonly title: string;
  readonly noun: string;
  readonly table: WatchedTable;
  readonly sample: { readonly key: string; readonly record: JsonObject };
}

/** Changes to lines do not always touch the header: what is watched here is the header. */
const documentChanged = ({ id, title, noun, table, sample }: WatchedDocument): AnyTrigger =>
  defineTrigger<Prophet21Settings, WatchSettings>({
    id,
    version: 1,
    title,
    summary: `Starts for every ${noun} that was added or changed in Prophet 21.`,
    settings: watchSettings,
    event: changedRecord,
    sample: { table, modifiedAt: '2026-09-12T10:31:07.213', ...sample },
    channels: [],
    poll: watchChannel(() => table),
  });

export const customerChanged = documentChanged({
  id: 'customer-changed',
  title: 'Customer changed',
  noun: 'customer',
  table: 'customer',
  sample: { key: '100198', record: { customer_id: 100198, customer_name: 'Harbor Mechanical', company_id: 'HSC' } },
});

export const orderChanged = documentChanged({
  id: 'order-changed',
  title: 'Sales order changed',
  noun: 'sales order',
  table: 'oe_hdr',
  sample: { key: '1013938', record: { order_no: '1013938', po_no: 'WEB-1001', company_id: 'HSC' } },
});

export const invoiceChanged = documentChanged({
  id: 'invoice-changed',
  title: 'Invoice changed',
  noun: 'invoice or credit memo',
  table: 'invoice_hdr',
  sample: { key: '3100042', record: { invoice_no: '3100042', customer_id: '100198', company_no: 'HSC' } },
});

export const receiptChanged = documentChanged({
  id: 'receipt-changed',
  title: 'AR receipt changed',
  noun: 'cash receipt',
  table: 'ar_receipts',
  sample: { key: '50012', record: { receipt_number: 50012, payment_number: 70031, company_id: 'HSC' } },
});
