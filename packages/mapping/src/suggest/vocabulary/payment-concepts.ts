import type { Concept } from './concept';

/** Payments, cards, banking, accounting. */
export const paymentConcepts: readonly Concept[] = [
  {
    id: 'payment',
    group: 'entity',
    near: { transaction: 0.55, receipt: 0.7, charge: 0.7 },
    words: 'payment | pmt | pay | settlement payment',
  },
  { id: 'receipt', group: 'entity', near: { transaction: 0.4 }, words: 'receipt | cash receipt | receipts' },
  {
    id: 'transaction',
    group: 'entity',
    near: { charge: 0.7, entry: 0.6 },
    words: 'transaction | trans | tranx | txn | trx | payment intent',
  },
  { id: 'charge', group: 'entity', words: 'charge' },
  { id: 'entry', group: 'entity', near: { line: 0.4 }, words: 'entry | statement line | booking entry | ledger entry' },
  { id: 'statement', group: 'entity', words: 'statement | bank statement' },
  { id: 'batch', group: 'entity', near: { deposit: 0.45 }, words: 'batch | batches' },
  { id: 'deposit', group: 'entity', near: { payout: 0.7 }, words: 'deposit | bank deposit' },
  { id: 'payout', group: 'entity', words: 'payout | transfer' },
  {
    id: 'authorization',
    kind: 'id',
    group: 'card',
    words:
      'approval code | authorization code | authorization number | auth code | approval | authorization | authorized number | authorisation code | auth number | approval number | authorization id',
  },
  {
    id: 'card-last-four',
    kind: 'id',
    group: 'card',
    words:
      'last four | last 4 | card last four | masked card number | masked number | masked card | card mask | credit card last 4 | account last 4 | truncated card number | masked pan | last four digits | last 4 digits | card suffix | masked account number',
  },
  {
    id: 'card-number',
    kind: 'id',
    group: 'card',
    near: { 'card-last-four': 0.8 },
    words: 'card number | credit card number | pan | primary account number | debit card number | card no',
  },
  {
    id: 'card',
    group: 'entity',
    words: 'card | credit card | debit card | payment card',
    near: { 'payment-method': 0.3 },
  },
  {
    id: 'card-brand',
    kind: 'enum',
    group: 'card',
    near: { brand: 0.7 },
    words:
      'card brand | card type | credit card type | card network | card scheme | cc type | credit card company | credit card brand',
  },
  {
    id: 'expiry',
    kind: 'date',
    group: 'moment',
    words:
      'expiration | expiry | expires | exp | expire | expiration date | valid until | expiry date | valid through | expire date',
  },
  {
    id: 'card-token',
    kind: 'id',
    group: 'card',
    words:
      'payment token | card token | vault id | payment account | vault token | payment account id | payment method token',
  },
  {
    id: 'card-holder',
    kind: 'name',
    group: 'card',
    near: { name: 0.55, 'bill-to': 0.3 },
    words: 'card holder | cardholder | name on card | card holder name | cardholder name | holder name',
  },
  {
    id: 'address-check',
    kind: 'enum',
    group: 'card',
    words: 'avs | avs response | address verification | avs code | avs result | avs response code',
  },
  {
    id: 'code-check',
    kind: 'enum',
    group: 'card',
    words: 'csc response | cvv response | cvv result | cvc check | cvv response code | csc result | cvv2 response',
  },
  {
    id: 'payment-method',
    kind: 'enum',
    words:
      'payment method | payment type | tender | tender type | method of payment | pay method | payment gateway | gateway | payment instrument | payment mode',
    near: { method: 0.5, type: 0.2 },
  },
  { id: 'check', group: 'entity', words: 'check | cheque' },
  { id: 'ach', group: 'entity', words: 'ach | direct debit | eft' },
  {
    id: 'response',
    kind: 'enum',
    words: 'response | result | response code | outcome',
    near: { status: 0.5, message: 0.3 },
  },
  { id: 'account', group: 'entity', words: 'account | acct', near: { 'gl-account': 0.3 } },
  {
    id: 'gl-account',
    kind: 'id',
    group: 'entity',
    words:
      'gl account | ledger account | general ledger account | gl code | nominal code | account code | chart of accounts',
  },
  { id: 'iban', kind: 'id', group: 'card', words: 'iban', near: { 'bank-account': 0.8 } },
  {
    id: 'bank-account',
    kind: 'id',
    group: 'card',
    words: 'bank account | bank account number | account number bank | checking account',
  },
  {
    id: 'routing',
    kind: 'id',
    group: 'card',
    words: 'routing number | transit routing | aba | sort code | routing transit | bic | swift | routing | aba number',
    near: { bank: 0.4 },
  },
  { id: 'journal', group: 'entity', words: 'journal | journal entry' },
  { id: 'period', kind: 'enum', words: 'period | fiscal period | accounting period | pay period | month for period' },
  {
    id: 'debit-credit',
    kind: 'enum',
    words: 'debit credit | credit debit indicator | debit or credit | dr cr | credit debit | sign',
    near: { type: 0.4 },
  },
  {
    id: 'remittance',
    kind: 'text',
    words: 'remittance | remittance information | remittance advice | unstructured | unstructured remittance',
    near: { description: 0.55, note: 0.5, reference: 0.3 },
  },
  {
    id: 'end-to-end',
    kind: 'id',
    words: 'end to end | end to end id | end to end reference',
    near: { reference: 0.55 },
  },
  {
    id: 'amount',
    kind: 'money',
    words: 'amount | sum | payment amount | declared value | order value | total value | customs value | value amount',
    near: { total: 0.75 },
  },
  {
    id: 'total',
    kind: 'money',
    group: 'money-part',
    near: { gross: 0.75 },
    words:
      'total | grand total | total amount | amount total | order total | total price | total due | amount due total',
  },
  {
    id: 'subtotal',
    kind: 'money',
    group: 'money-part',
    near: { net: 0.6 },
    words: 'subtotal | sub total | items total | merchandise total | goods total',
  },
  { id: 'gross', kind: 'money', group: 'money-part', words: 'gross | gross amount' },
  { id: 'net', kind: 'money', group: 'money-part', words: 'net | net amount' },
  {
    id: 'tax',
    kind: 'money',
    group: 'money-part',
    words: 'tax | vat | gst | sales tax | tax amount | total tax | tax total | taxes | duty tax | withholding',
  },
  {
    id: 'discount',
    kind: 'money',
    group: 'money-part',
    words:
      'discount | discounts | total discounts | markdown | rebate | allowance | discount amount | promotional discount | allowances',
  },
  {
    id: 'freight',
    kind: 'money',
    group: 'money-part',
    words:
      'freight | shipping total | shipping amount | shipping cost | shipping charge | shipping fee | shipping price | delivery fee | freight amount | delivery charge | delivery cost | shipping rate | postage | total shipping | freight charge | freight out | shipping and handling | shipping lines | shipping line | shipping paid',
  },
  {
    id: 'fee',
    kind: 'money',
    group: 'money-part',
    words: 'fee | fees | surcharge | processing fee | convenience fee | commission | handling charge | handling',
  },
  { id: 'tip', kind: 'money', group: 'money-part', words: 'tip | gratuity' },
  {
    id: 'balance',
    kind: 'money',
    group: 'money-part',
    words: 'balance | outstanding | amount due | balance due | open amount | outstanding amount',
  },
  {
    id: 'paid',
    kind: 'money',
    group: 'money-part',
    words: 'paid | amount paid | paid amount | amount received | captured amount | received amount',
    near: { amount: 0.4 },
  },
  {
    id: 'refunded',
    kind: 'money',
    group: 'money-part',
    words: 'amount refunded | refund amount | refunded | refunded amount | total refunded',
  },
  { id: 'credit-limit', kind: 'money', words: 'credit limit | limit' },
  { id: 'exchange-rate', kind: 'rate', words: 'exchange rate | fx rate | conversion rate | exch rate | currency rate' },
  { id: 'rate', kind: 'rate', words: 'rate | tariff', near: { 'exchange-rate': 0.4, price: 0.5, percent: 0.8 } },
  { id: 'percent', kind: 'rate', words: 'percent | percentage | pct' },
  {
    id: 'tax-included',
    group: 'tax-basis',
    words:
      'inc tax | incl tax | including tax | tax included | with tax | inc vat | incl vat | including vat | inclusive',
  },
  {
    id: 'tax-excluded',
    group: 'tax-basis',
    words:
      'ex tax | excl tax | excluding tax | tax excluded | before tax | without tax | ex vat | excl vat | excluding vat | exclusive | pre tax',
  },
  {
    id: 'currency',
    kind: 'currency',
    words: 'currency | currency code | ccy | curr | currency id | iso currency | currency iso | presentment currency',
  },
];
