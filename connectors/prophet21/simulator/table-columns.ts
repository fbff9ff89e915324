/**
 * The simulated tables with the columns that a payments product touches, named and typed as in P21 21.1.4559.
 * `number` is Edm.Decimal or Edm.Int32, `money` a decimal(19,4) that keeps its four digits in JSON.
 */
export type ColumnType = 'text' | 'number' | 'money' | 'timestamp';
export type Columns = Readonly<Record<string, ColumnType>>;

export interface TableShape {
  readonly columns: Columns;
  /** Columns whose `eq` must not scan: benchmarks and crash tests look rows up by them. */
  readonly indexed: readonly string[];
}

const audit: Columns = {
  date_created: 'timestamp',
  date_last_modified: 'timestamp',
  last_maintained_by: 'text',
  created_by: 'text',
};

const shape = (columns: Record<string, string>, indexed: readonly string[]): TableShape => ({
  columns: { ...typed(columns), ...audit },
  indexed,
});

/** Older tables do not say who made a row, only who changed it last. */
function olderShape(columns: Record<string, string>, indexed: readonly string[]): TableShape {
  const { created_by: _, ...columnsOfOld } = audit;
  return { columns: { ...typed(columns), ...columnsOfOld }, indexed };
}

/** `{ text: 'a b', money: 'c' }` becomes `{ a: 'text', b: 'text', c: 'money' }`. */
function typed(byType: Record<string, string>): Columns {
  return Object.fromEntries(
    Object.entries(byType).flatMap(([type, names]) =>
      names
        .split(/\s+/)
        .filter(Boolean)
        .map((name) => [name, type as ColumnType]),
    ),
  );
}

export const tableShapes = {
  company: olderShape({ text: 'company_id company_name delete_flag', number: 'address_id home_currency_id' }, [
    'company_id',
  ]),
  customer: shape(
    {
      text: 'company_id customer_name terms_id salesrep_id credit_status delete_flag taxable_flag customer_id_string ar_account_no legacy_id cod_required_flag web_enabled_flag',
      number: 'customer_id currency_id',
      money: 'credit_limit credit_limit_used',
    },
    ['customer_id', 'legacy_id'],
  ),
  vendor: shape(
    {
      text: 'company_id vendor_name default_terms_id ap_account_no delete_flag legacy_id',
      number: 'vendor_id currency_id',
    },
    ['vendor_id', 'legacy_id'],
  ),
  ship_to: shape({ text: 'company_id default_branch terms_id delete_flag', number: 'ship_to_id customer_id' }, [
    'ship_to_id',
    'customer_id',
  ]),
  contacts: olderShape(
    { text: 'id first_name last_name title direct_phone cellular email_address delete_flag', number: 'address_id' },
    ['id', 'address_id'],
  ),
  address: olderShape(
    {
      text: 'name mail_address1 mail_address2 mail_city mail_state mail_postal_code mail_country central_phone_number email_address delete_flag',
      number: 'id corp_address_id',
    },
    ['id'],
  ),
  inv_mast: shape(
    { text: 'item_id item_desc delete_flag inactive base_unit', number: 'inv_mast_uid', money: 'price1' },
    ['item_id'],
  ),
  invoice_hdr: shape(
    {
      // customer_id is text here and a number on customer: a filter of the wrong type is a 404.
      text: 'invoice_no order_no customer_id company_no branch_id po_no terms_id terms_desc paid_in_full_flag invoice_type invoice_adjustment_type approved external_reference_no external_claim_id invoice_reference_no',
      number: 'customer_id_number period year_for_period paid_by_check_no',
      money: 'total_amount amount_paid terms_taken allowed memo_amount bad_debt_amount tax_amount freight',
      timestamp: 'invoice_date net_due_date date_paid',
    },
    ['invoice_no', 'customer_id', 'order_no', 'external_reference_no'],
  ),
  oe_hdr: shape(
    {
      text: 'order_no company_id po_no taker contact_id approved completed cancel_flag delete_flag projected_order rma_flag web_reference_no source_id validation_status ship2_name',
      number: 'customer_id oe_hdr_uid source_code_no address_id location_id source_location_id',
      money: 'freight_out',
      timestamp: 'order_date requested_date',
    },
    ['order_no', 'po_no', 'customer_id'],
  ),
  oe_line: shape(
    {
      // No item id: a line names its item by inv_mast_uid.
      text: 'order_no company_no user_line_no delete_flag unit_of_measure',
      number: 'line_no oe_line_uid oe_hdr_uid inv_mast_uid',
      money: 'unit_quantity unit_price extended_price',
    },
    ['order_no', 'oe_line_uid'],
  ),
  remittances: olderShape(
    {
      text: 'order_no cash_drawer_id company_id delete_flag in_cash_drawer',
      number: 'remittance_number payment_number cash_drawer_seq_no',
    },
    ['order_no', 'payment_number', 'remittance_number'],
  ),
  ar_receipts: shape(
    {
      text: 'company_id gl_bank_account_no ar_account_no approved delete_flag reverse_payment_flag cleared_bank',
      number: 'receipt_number payment_number remitter_id bank_no',
      timestamp: 'date_received',
    },
    ['receipt_number', 'payment_number', 'remitter_id'],
  ),
  ar_receipts_detail: shape(
    {
      text: 'invoice_no company_id delete_flag',
      number: 'receipt_number customer_id',
      money: 'payment_amount terms_amount allowed_amount',
    },
    ['receipt_number', 'invoice_no'],
  ),
  ar_payment_details: shape(
    {
      text: 'payment_desc check_number cc_name cc_number cc_authorized_number deposit_number delete_flag payment_account_id',
      number: 'payment_number payment_type_id period year_for_period source_type_cd',
      money: 'payment_amount terms_amount allowed_amount memo_amount',
      timestamp: 'payment_date cc_authorized_date',
    },
    ['payment_number', 'payment_desc', 'check_number'],
  ),
  reverse_payment_hdr: shape(
    {
      text: 'company_id reverse_payment_approved',
      number: 'reverse_payment_hdr_uid period year_for_period',
      timestamp: 'date_reversed',
    },
    ['reverse_payment_hdr_uid'],
  ),
  reverse_payment_line: shape(
    {
      text: 'invoice_no deposit_no reversal_type_flag',
      number: 'reverse_payment_line_uid reverse_payment_hdr_uid ship_to_id receipt_no payment_no',
      money: 'reverse_amt',
    },
    ['receipt_no', 'reverse_payment_hdr_uid'],
  ),
  creditcard_payment_details: olderShape(
    {
      text: 'trans_settled taker retrieval_ref_number payment_account_id',
      number: 'creditcard_payment_details_uid payment_number',
      money: 'original_auth_amount auth_amount user_specified_amount',
    },
    ['payment_number', 'retrieval_ref_number'],
  ),
  gl: shape(
    {
      text: 'company_no account_number journal_id source description approved',
      number:
        'gl_uid period year_for_period transaction_number sequence_number currency_id source_type_cd record_type_cd',
      money: 'amount foreign_amount',
      timestamp: 'transaction_date',
    },
    ['transaction_number', 'source', 'account_number', 'gl_uid'],
  ),
  chart_of_accts: shape({ text: 'account_no company_no account_desc account_type branch_id delete_flag' }, [
    'account_no',
  ]),
  periods: olderShape(
    {
      text: 'company_no period_closed adjustment_period_flag',
      number: 'period year_for_period',
      timestamp: 'beginning_date ending_date',
    },
    ['year_for_period'],
  ),
  payment_types: olderShape(
    { text: 'company_id payment_method_id payment_type_desc account_number delete_flag', number: 'payment_type_id' },
    ['payment_type_id'],
  ),
  bank_accounts: olderShape(
    { text: 'company_no bank_name gl_account_no active delete_flag', number: 'bank_no currency_id', money: 'balance' },
    ['bank_no'],
  ),
  location: olderShape(
    { text: 'company_id location_name default_branch_id delete_flag', number: 'location_id' },
    ['location_id'],
  ),
  terms: olderShape({ text: 'terms_id terms_desc delete_flag', number: 'net_days', money: 'discount_pct' }, [
    'terms_id',
  ]),
  frame_menu: shape({ text: 'class_name text_label service_name service_key enabled', number: 'frame_menu_uid' }, [
    'service_name',
  ]),
  // A newer table: row_status_flag 704 active, 705 inactive, 700 deleted, and no delete_flag.
  supplier: shape({ text: 'supplier_name', number: 'supplier_id row_status_flag' }, ['supplier_id']),
} satisfies Record<string, TableShape>;

export type TableName = keyof typeof tableShapes;

export const isTableName = (name: string): name is TableName => Object.hasOwn(tableShapes, name);
