import type { MappedDocument } from '../mapped-services';

/**
 * How to recognise, on an installation, what no public source names: words of window titles, and column names of P21's
 * own tables that a field which ends up there is likely to share.
 */
export interface RoleHint {
  readonly role: string;
  readonly title: string;
  readonly required: boolean;
  /** Likely field names, the likeliest first. */
  readonly names: readonly string[];
}

export interface PartHint {
  /** Name of the part in the service map. */
  readonly part: 'header' | 'application' | 'payments';
  readonly type: 'Form' | 'List';
  readonly optional?: boolean;
  readonly roles: readonly RoleHint[];
}

export interface DocumentHint {
  /** Words of the window's title or service name; all of one list must occur. */
  readonly words: readonly (readonly string[])[];
  readonly parts: readonly PartHint[];
}

const must = (role: string, title: string, names: string): RoleHint => hint({ role, title, names, required: true });
const may = (role: string, title: string, names: string): RoleHint => hint({ role, title, names, required: false });
const hint = ({ names, ...rest }: Omit<RoleHint, 'names'> & { readonly names: string }): RoleHint => ({
  ...rest,
  names: names.split(' '),
});

const customer = must('customerId', 'Customer ID', 'customer_id remitter_id cust_id payer_id');
const period = [may('period', 'Period', 'period'), may('yearForPeriod', 'Year', 'year_for_period fiscal_year year')];

export const documentHints: Readonly<Record<MappedDocument, DocumentHint>> = {
  arReceipt: {
    words: [
      ['cash', 'receipt'],
      ['ar', 'receipt'],
      ['payment', 'entry'],
    ],
    parts: [
      {
        part: 'header',
        type: 'Form',
        roles: [
          customer,
          must('amount', 'Amount', 'payment_amount amount receipt_amount'),
          must('reference', 'Reference', 'payment_desc payment_description check_number'),
          must('paymentTypeId', 'Payment type', 'payment_type_id payment_type'),
          may('paymentDate', 'Payment date', 'payment_date'),
          may('dateReceived', 'Date received', 'date_received receipt_date'),
          may('bankNo', 'Bank number', 'bank_no bank_number'),
          may('depositNumber', 'Deposit number', 'deposit_number deposit_no'),
          may('authorizedNumber', 'Approval code', 'cc_authorized_number'),
          ...period,
        ],
      },
      {
        part: 'application',
        type: 'List',
        optional: true,
        roles: [
          must('invoiceNo', 'Invoice number', 'invoice_no invoice_number'),
          must('amount', 'Amount applied', 'payment_amount apply_amount amount_applied amount'),
          may('termsAmount', 'Terms discount taken', 'terms_amount terms_taken'),
          may('allowedAmount', 'Allowance', 'allowed_amount allowed'),
        ],
      },
    ],
  },
  creditMemo: {
    words: [
      ['credit', 'memo'],
      ['debit', 'memo'],
      ['ar', 'memo'],
    ],
    parts: [
      {
        part: 'header',
        type: 'Form',
        roles: [
          customer,
          must('amount', 'Amount', 'amount memo_amount total_amount'),
          must('reference', 'Reference', 'external_reference_no external_claim_id'),
          may('invoiceNo', 'Invoice it refers to', 'invoice_reference_no reference_invoice_no'),
          may('accountNumber', 'GL account', 'account_no account_number gl_account_no'),
          may('reason', 'Reason code', 'reason_id reason_code_id reason_credit_memo_code_uid'),
          may('description', 'Description', 'memo_desc invoice_desc description'),
          may('memoDate', 'Memo date', 'memo_date invoice_date'),
          may('memoType', 'Memo type', 'memo_type invoice_adjustment_type'),
          ...period,
        ],
      },
    ],
  },
  deposit: {
    words: [['deposit'], ['bank', 'slip']],
    parts: [
      {
        part: 'header',
        type: 'Form',
        roles: [
          must('depositNumber', 'Deposit number', 'deposit_number deposit_no'),
          may('bankNo', 'Bank number', 'bank_no bank_number'),
          may('depositDate', 'Deposit date', 'deposit_date date_deposited'),
          may('amount', 'Amount', 'deposit_amount'),
        ],
      },
      { part: 'payments', type: 'List', roles: [must('paymentNumber', 'Payment number', 'payment_number payment_no')] },
    ],
  },
  reversal: {
    words: [['reverse', 'payment'], ['reversear']],
    parts: [
      {
        part: 'header',
        type: 'Form',
        roles: [
          must('receiptNumber', 'Receipt number', 'receipt_no receipt_number'),
          may('paymentNumber', 'Payment number', 'payment_no payment_number'),
          may('reversalDate', 'Date of the reversal', 'date_reversed reversal_date'),
          ...period,
        ],
      },
    ],
  },
};
