import type { JsonObject } from '@penstock/kernel';
import type { LegacyFields } from './legacy-text';

interface TranslatedRequest {
  /** Path of the v1 call that does the same. */
  readonly path: string;
  readonly body: JsonObject;
}

/** The v1 call behind a legacy METHOD; undefined for one the simulator does not know. */
export function legacyRequestOf(fields: LegacyFields): TranslatedRequest | undefined {
  const method = (fields.get('METHOD') ?? '').toLowerCase();
  if (method === 'processtranx') return transactionRequest(fields);
  if (method === 'processcheck') return checkRequest(fields);
  if (method === 'managecheck') {
    const path = (fields.get('CHECKTYPE') ?? '').toLowerCase() === 'void' ? 'checks/manage/void' : 'checks/manage/fund';
    return { path, body: { check_transaction_id: fields.get('CHECKID') ?? '' } };
  }
  const build = others[method];
  return build?.(fields);
}

const others: Readonly<Record<string, (fields: LegacyFields) => TranslatedRequest>> = {
  settletranx: () => ({ path: 'transactions/settle', body: {} }),
  createcustomer: (fields) => ({ path: 'customer/create', body: customerBody(fields) }),
  updatecustomer: (fields) => ({ path: 'customer/update', body: { ...customerBody(fields), ...given(fields, { new_id: 'NEWCUSTID' }) } }),
  deletecustomer: (fields) => ({ path: 'customer/delete', body: given(fields, { customer_id: 'CUSTID' }) }),
  createrecur: (fields) => ({ path: 'recurrence/create', body: { ...given(fields, { customer_id: 'CUSTID' }), recurrence: recurrenceBody(fields) } }),
  updaterecur: (fields) => ({ path: 'recurrence/update', body: { recurrence: recurrenceBody(fields) } }),
  deleterecur: (fields) => ({ path: 'recurrence/delete', body: { recurrence: recurrenceBody(fields) } }),
};

function transactionRequest(fields: LegacyFields): TranslatedRequest | undefined {
  const type = (fields.get('TRANXTYPE') ?? '').toLowerCase();
  if (type === 'void') return { path: 'transactions/void', body: changeBody(fields) };
  if (type === 'capture') return { path: 'transactions/authorization/capture', body: changeBody(fields) };
  if (type === 'refund' && fields.has('TRANXID')) return { path: 'transactions/refund/for_transaction', body: changeBody(fields) };
  if (type === 'refund') return { path: `transactions/refund/${fields.has('CUSTID') ? 'to_customer' : 'keyed'}`, body: chargeBody(fields) };
  if (type !== 'sale' && type !== 'authorization') return undefined;
  const source = fields.has('CUSTID') ? 'by_customer' : fields.has('SWIPE') ? 'swiped' : 'keyed';
  return { path: `transactions/${type}/${source}`, body: chargeBody(fields) };
}

function checkRequest(fields: LegacyFields): TranslatedRequest | undefined {
  const type = (fields.get('CHECKTYPE') ?? '').toLowerCase();
  if (type === 'refund') return { path: 'checks/refund/by_transaction', body: given(fields, { check_transaction_id: 'CHECKID', amount: 'AMOUNT' }) };
  if (type !== 'sale' && type !== 'hold') return undefined;
  const account = { check: given(fields, { account_number: 'DDA', routing_number: 'TR' }) };
  const isCustomer = fields.has('CUSTID');
  return { path: `checks/${type}/${isCustomer ? 'by_customer' : 'by_account'}`, body: { ...chargeBody(fields), ...(!isCustomer && account) } };
}

const changeBody = (fields: LegacyFields): JsonObject => given(fields, { transaction_id: 'TRANXID', amount: 'AMOUNT' });

const chargeBody = (fields: LegacyFields): JsonObject => ({
  ...given(fields, { amount: 'AMOUNT', customer_id: 'CUSTID', invoice_id: 'INVOICE', description: 'DESCRIPTION', swipe: 'SWIPE', csc: 'CSC' }),
  ...cardBody(fields),
  ...addressBody(fields),
});

const customerBody = (fields: LegacyFields): JsonObject => ({
  ...given(fields, { customer_id: 'CUSTID', email: 'EMAIL', phone: 'PHONE', fax: 'FAX' }),
  ...cardBody(fields),
  ...addressBody(fields),
  ...(fields.has('DDA') && { check: given(fields, { account_number: 'DDA', routing_number: 'TR' }) }),
  discretionary_data: Object.fromEntries([...fields].filter(([name]) => name !== name.toUpperCase())),
});

const cardBody = (fields: LegacyFields): JsonObject =>
  fields.has('CC')
    ? { credit_card: { ...given(fields, { number: 'CC', expiration_month: 'EXPMNTH' }), expiration_year: `20${(fields.get('EXPYR') ?? '').slice(-2)}` } }
    : {};

const addressBody = (fields: LegacyFields): JsonObject => {
  const billing = given(fields, { name: 'BNAME', street_address: 'BADDRESS', street_address2: 'BADDRESS2', city: 'BCITY', state: 'BSTATE', zip: 'BZIP', country: 'BCOUNTRY' });
  const shipping = given(fields, { name: 'SNAME', street_address: 'SADDRESS', street_address2: 'SADDRESS2', city: 'SCITY', county: 'SCOUNTY', state: 'SSTATE', zip: 'SZIP', country: 'SCOUNTRY' });
  return { ...(Object.keys(billing).length > 0 && { billing_address: billing }), ...(Object.keys(shipping).length > 0 && { shipping_address: shipping }) };
};

const recurrenceBody = (fields: LegacyFields): JsonObject =>
  given(fields, { id: 'RECURID', amount: 'AMOUNT', frequency: 'FREQUENCY', start_date: 'START', total_count: 'TOTALCOUNT', transaction_type: 'TRANXTYPE', description: 'DESCRIPTION' });

/** Members that are there, under their v1 names. */
const given = (fields: LegacyFields, names: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(names).flatMap(([member, legacy]) => (fields.has(legacy) ? [[member, fields.get(legacy) ?? '']] : [])));
