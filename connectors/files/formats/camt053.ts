import { Decimal } from '@penstock/kernel';
import { malformed } from './malformed';
import { all, find, parseXml, textAt, type XmlElement } from './xml';

export interface Camt053Statement {
  readonly id: string;
  readonly account: string;
  readonly currency: string;
  readonly balances: readonly Camt053Balance[];
  readonly entries: readonly Camt053Entry[];
}

export interface Camt053Balance {
  /** OPBD opening booked, CLBD closing booked, CLAV closing available, PRCD closing of the day before. */
  readonly type: string;
  /** Negative when it is a debit. */
  readonly amount: string;
  readonly currency: string;
  readonly date: string;
}

export interface Camt053Entry {
  readonly direction: 'credit' | 'debit';
  readonly amount: string;
  readonly currency: string;
  /** BOOK, PDNG or INFO. */
  readonly status: string;
  readonly isReversal: boolean;
  readonly bookingDate: string;
  readonly valueDate: string;
  readonly bankReference: string;
  readonly text: string;
  readonly transactions: readonly Camt053Transaction[];
}

export interface Camt053Transaction {
  readonly endToEndId: string;
  readonly amount: string;
  readonly debtor: string;
  readonly creditor: string;
  readonly creditorReference: string;
  readonly remittance: string;
}

/**
 * ISO 20022 bank-to-customer statements, versions 001.02 to 001.11 (their common part). Where a statement names opening and
 * closing booked balances, the booked entries must lead from one to the other. @throws ConnectorFailure FILE_MALFORMED
 */
export function parseCamt053(text: string): readonly Camt053Statement[] {
  const root = parseXml(text);
  const statements = all(find(root, 'BkToCstmrStmt'), 'Stmt');
  if (root.name !== 'Document' || statements.length === 0) throw malformed('is no CAMT.053 document with a statement');
  return statements.map(statementOf);
}

function statementOf(element: XmlElement): Camt053Statement {
  const id = textAt(element, 'Id');
  const account = find(element, 'Acct');
  const statement: Camt053Statement = {
    id,
    account: textAt(account, 'Id', 'IBAN') || textAt(account, 'Id', 'Othr', 'Id'),
    currency: textAt(account, 'Ccy') || (find(element, 'Bal', 'Amt')?.attributes.Ccy ?? ''),
    balances: all(element, 'Bal').map((balance) => balanceOf(balance, id)),
    entries: all(element, 'Ntry').map((entry, index) => entryOf(entry, `statement ${id}, entry ${index + 1}`)),
  };
  checkBalances(statement);
  return statement;
}

function balanceOf(element: XmlElement, id: string): Camt053Balance {
  const { amount, currency } = amountOf(element, `statement ${id}`);
  const isDebit = directionOf(element, `statement ${id}`) === 'debit';
  return {
    type: textAt(element, 'Tp', 'CdOrPrtry', 'Cd') || textAt(element, 'Tp', 'CdOrPrtry', 'Prtry'),
    amount: isDebit ? Decimal.from(amount).negated().toString() : amount,
    currency,
    date: dateAt(element, 'Dt'),
  };
}

function entryOf(element: XmlElement, place: string): Camt053Entry {
  const details = all(element, 'NtryDtls').flatMap((detail) => all(detail, 'TxDtls'));
  return {
    direction: directionOf(element, place),
    ...amountOf(element, place),
    // A code of its own since version 08, plain text before.
    status: textAt(element, 'Sts', 'Cd') || textAt(element, 'Sts'),
    isReversal: textAt(element, 'RvslInd') === 'true',
    bookingDate: dateAt(element, 'BookgDt'),
    valueDate: dateAt(element, 'ValDt'),
    bankReference: textAt(element, 'AcctSvcrRef'),
    text: textAt(element, 'AddtlNtryInf'),
    transactions: details.map(transactionOf),
  };
}

function transactionOf(element: XmlElement): Camt053Transaction {
  const party = (role: string) => textAt(element, 'RltdPties', role, 'Nm') || textAt(element, 'RltdPties', role, 'Pty', 'Nm');
  const remittance = find(element, 'RmtInf');
  return {
    endToEndId: textAt(element, 'Refs', 'EndToEndId'),
    amount: textAt(element, 'Amt') || textAt(element, 'AmtDtls', 'TxAmt', 'Amt'),
    debtor: party('Dbtr'),
    creditor: party('Cdtr'),
    creditorReference: textAt(remittance, 'Strd', 'CdtrRefInf', 'Ref'),
    remittance: all(remittance, 'Ustrd')
      .map((line) => line.text)
      .join(' '),
  };
}

function amountOf(element: XmlElement, place: string): { readonly amount: string; readonly currency: string } {
  const amount = find(element, 'Amt');
  const parsed = Decimal.parse(amount?.text ?? '');
  if (!amount || !parsed.ok || parsed.value.isNegative()) throw malformed('has no amount that can be read', place);
  return { amount: parsed.value.toString(), currency: amount.attributes.Ccy ?? '' };
}

function directionOf(element: XmlElement, place: string): 'credit' | 'debit' {
  const indicator = textAt(element, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') throw malformed('does not say whether it is a credit or a debit', place);
  return indicator === 'CRDT' ? 'credit' : 'debit';
}

const dateAt = (element: XmlElement, name: string): string => textAt(element, name, 'Dt') || textAt(element, name, 'DtTm').slice(0, 10);

/** A statement whose entries do not lead from its opening to its closing balance lacks entries, or has too many. */
function checkBalances({ id, balances, entries }: Camt053Statement): void {
  const opening = balances.find(({ type }) => type === 'OPBD' || type === 'PRCD');
  const closing = balances.find(({ type }) => type === 'CLBD');
  if (!opening || !closing) return;
  const booked = entries.filter(({ status }) => status === 'BOOK');
  const end = booked.reduce((sum, { direction, amount }) => (direction === 'credit' ? sum.plus(Decimal.from(amount)) : sum.minus(Decimal.from(amount))), Decimal.from(opening.amount));
  if (end.equals(Decimal.from(closing.amount))) return;
  throw malformed(`closes at ${closing.amount}, but its entries lead from ${opening.amount} to ${end.toString()}`, `statement ${id}`);
}
