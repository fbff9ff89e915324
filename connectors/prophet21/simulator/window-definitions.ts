import type { Json } from '@penstock/kernel';
import { WindowRefusal, type WindowElement } from './transaction-set';

/**
 * The windows this simulator can open. `Order` has the element and field names of a real definition (25.2);
 * the names of the real Cash Receipts service are in no public source, so `SimCashReceipts` is a placeholder that
 * exists only here: a connector must be told about it, as it must be told about the real one.
 */
export interface ElementDefinition {
  readonly type: 'Form' | 'List';
  readonly keys: readonly string[];
  readonly fields: readonly string[];
  /** Shown in the window but not writable. */
  readonly disabled?: readonly string[];
}
export type WindowDefinition = Readonly<Record<string, ElementDefinition>>;

const fields = (names: string): readonly string[] => names.split(/\s+/).filter(Boolean);

const orderWindow: WindowDefinition = {
  'TABPAGE_1.order': {
    type: 'Form',
    keys: ['order_no'],
    fields: fields(`quote order_no sales_loc_id source_loc_id ship_to_id contact_id po_no customer_id order_date
      expedite_date company_id job_name taker email_address requested_date approved oe_hdr_completed cancel_flag
      currency_id order_priority_uid order_type oe_hdr_terms oe_hdr_ship2_add1 oe_hdr_ship2_add2 oe_hdr_ship2_city
      oe_hdr_ship2_state oe_hdr_ship2_zip ship_route oe_hdr_carrier_id packing_basis delivery_instructions freight_cd
      convert_to_order source_code_no source_id suggested_order_no customer_name contact_name sales_loc_name
      ship_to_name taker_name source_loc_name validation_status c_job_description ups_code c_po_no_append`),
    disabled: ['company_id'],
  },
  'TP_ITEMS.items': {
    type: 'List',
    keys: ['oe_order_item_id'],
    fields: fields('oe_order_item_id unit_quantity user_line_no unit_price unit_of_measure'),
  },
  'TP_REMITTANCES.remittances': {
    type: 'Form',
    keys: [],
    fields: fields(`payment_type_id payment_amount payment_desc check_number payment_date store_credit_number cc_name
      cc_creditcard_number customer_verification_value cc_expiration_date cc_authorized_date cc_authorized_number
      multi_currency_id multi_currency_payment_amount override_surcharge memo_amount`),
  },
  'TP_CCTRANSACTIONRESPONSE.cctransactionresponse': {
    type: 'Form',
    keys: [],
    fields:
      fields(`auth_amount cc_authorized_number cc_authorized_date retrieval_ref_number payment_account_id cc_number
      cc_expiration_date payment_number`),
  },
};

const simCashReceiptsWindow: WindowDefinition = {
  'TP_RECEIPT.receipt': {
    type: 'Form',
    keys: ['receipt_number'],
    fields: fields(`receipt_number payment_number customer_id payment_type_id payment_amount payment_desc check_number
      payment_date date_received bank_no deposit_number period year_for_period cc_authorized_number company_id`),
    disabled: ['company_id'],
  },
  'TP_APPLY.invoices': {
    type: 'List',
    keys: ['invoice_no'],
    fields: fields('invoice_no payment_amount terms_amount allowed_amount'),
  },
};

/** Placeholders as well: no public source names the elements of these windows. */
const simArMemosWindow: WindowDefinition = {
  'TP_MEMO.memo': {
    type: 'Form',
    keys: ['invoice_no'],
    fields: fields(`invoice_no customer_id amount memo_date invoice_reference_no external_reference_no
      external_claim_id account_no reason_id memo_desc period year_for_period company_id`),
    disabled: ['company_id'],
  },
};

const simBankDepositsWindow: WindowDefinition = {
  'TP_DEPOSIT.deposit': {
    type: 'Form',
    keys: ['deposit_number'],
    fields: fields('deposit_number bank_no deposit_date deposit_amount company_id'),
    disabled: ['company_id'],
  },
  'TP_PAYMENTS.payments': { type: 'List', keys: ['payment_number'], fields: fields('payment_number payment_amount') },
};

/** The service is real and reached by commands only; its element and field names here are placeholders. */
const reversalWindow: WindowDefinition = {
  'SIM_REVERSAL.sim_reversal': {
    type: 'Form',
    keys: ['receipt_no'],
    fields: fields('receipt_no payment_no date_reversed period year_for_period company_id'),
    disabled: ['company_id'],
  },
};

/** As recorded, reached by commands only. */
const itemNotepadWindow: WindowDefinition = {
  'TABPAGE_1.tp_1_dw_1': { type: 'Form', keys: [], fields: fields('inv_mast_item_id topic note') },
  'TABPAGE_17.tp_17_dw_dragdrop': { type: 'List', keys: [], fields: fields('area') },
};

export const windows: Readonly<Record<string, WindowDefinition>> = {
  Order: orderWindow,
  SimCashReceipts: simCashReceiptsWindow,
  SimArMemos: simArMemosWindow,
  SimBankDeposits: simBankDepositsWindow,
  ReverseARPayment: reversalWindow,
  ItemNotepad: itemNotepadWindow,
};

/** Listed by `GET services`, but the window does not open: no licence. */
export const unlicensedServices: readonly string[] = ['TimeEntry'];
export const serviceNames: readonly string[] = [...Object.keys(windows), ...unlicensedServices].sort();

/** A window as an upgrade would leave it; fields are named `TP_RECEIPT.receipt.check_number`. */
export const withoutFields = (window: WindowDefinition, gone: readonly string[]): WindowDefinition =>
  Object.fromEntries(
    Object.entries(window).map(([name, element]) => [
      name,
      { ...element, fields: element.fields.filter((field) => !gone.includes(`${name}.${field}`)) },
    ]),
  );

/** The shape of `GET definition/{service}`: a blank transaction with every field, and the keys. */
export function definitionToApi(service: string, window: WindowDefinition): Json {
  const elements = Object.entries(window);
  return {
    Name: service,
    Template: {
      TransactionSet: {
        Description: null,
        FieldMap: [],
        IgnoreDisabled: false,
        Name: service,
        Parameters: null,
        Query: null,
        TransactionSplitMethod: 0,
        Transactions: [
          {
            DataElements: elements.map(([name, { type, keys, fields: names }]) => ({
              BusinessObjectName: null,
              Keys: keys,
              Name: name,
              Rows: [
                {
                  Edits: names.map((field) => ({ IgnoreIfEmpty: true, Name: field, Value: '' })),
                  RelativeDateEdits: [],
                },
              ],
              Type: type,
            })),
            Status: 'New',
          },
        ],
      },
    },
    TransactionDefinition: {
      DataElementDefinitions: elements.map(([name, { keys, fields: names }]) => ({
        Name: name,
        KeyFields: keys,
        FieldDefinitions: names.map((field) => ({ Name: field })),
      })),
    },
  };
}

/** Replays the edits' names: what a window would refuse while typing. @throws WindowRefusal */
export function checkEdits(
  window: WindowDefinition,
  elements: readonly WindowElement[],
  ignoreDisabled: boolean,
): void {
  for (const { name, rows } of elements) {
    const definition = window[name];
    if (!definition) throw new WindowRefusal(`General Exception: Invalid data element name: ${name}`);
    for (const field of rows.flatMap((row) => [...row.keys()])) {
      if (!definition.fields.includes(field)) throw new WindowRefusal(`Invalid column name: ${field}`);
      if (definition.disabled?.includes(field) && !ignoreDisabled)
        throw new WindowRefusal(`Column is disabled: ${field}`);
    }
  }
}
