import { accountFrom, type Bai2Account } from './bai2-account';
import { checkTotals, countLines, recordsOf, sum, type Bai2Record } from './bai2-records';
import { malformed } from './malformed';

export interface Bai2File {
  readonly sender: string;
  readonly receiver: string;
  readonly fileId: string;
  readonly groups: readonly Bai2Group[];
}

export interface Bai2Group {
  readonly asOfDate: string;
  readonly currency: string;
  readonly accounts: readonly Bai2Account[];
}

/**
 * Bank statements by the Cash Management Balance Reporting Specifications, version 2. Control totals and record counts
 * of accounts (49), groups (98) and the file (99) are checked. @throws ConnectorFailure FILE_MALFORMED
 */
export function parseBai2(text: string): Bai2File {
  const records = recordsOf(text);
  const [head, ...rest] = records;
  const end = rest.pop();
  if (head?.code !== '01' || end?.code !== '99') throw malformed('does not run from a record 01 to a record 99');
  const groups: GroupResult[] = [];
  let at = 0;
  while (at < rest.length) {
    const group = groupFrom(rest, at);
    groups.push(group);
    at = group.next;
  }
  checkTotals(end, { total: sum(groups.map(({ total }) => total)), children: groups.length, lines: countLines(records) });
  const [sender = '', receiver = '', , , fileId = ''] = head.fields;
  return { sender, receiver, fileId, groups: groups.map(({ group }) => group) };
}

interface GroupResult {
  readonly group: Bai2Group;
  readonly total: bigint;
  readonly next: number;
}

function groupFrom(records: readonly Bai2Record[], start: number): GroupResult {
  const head = records[start];
  if (head?.code !== '02') throw malformed(`has a record ${head?.code ?? '?'} where a group (02) is due`, `line ${head?.line ?? 0}`);
  const end = records.findIndex(({ code }, index) => index > start && code === '98');
  const tail = records[end];
  if (!tail) throw malformed('has a group that is never closed by a record 98', `line ${head.line}`);
  const [, , , asOf = '', , currency = ''] = head.fields;
  const groupCurrency = currency || 'USD';
  const inner = records.slice(start + 1, end);
  const accounts = [];
  for (let at = 0; at < inner.length; ) {
    const account = accountFrom(inner, at, groupCurrency);
    accounts.push(account);
    at = account.next;
  }
  const total = sum(accounts.map((account) => account.total));
  checkTotals(tail, { total, children: accounts.length, lines: countLines(records.slice(start, end + 1)) });
  return { group: { asOfDate: isoDate(asOf, head.line), currency: groupCurrency, accounts: accounts.map(({ account }) => account) }, total, next: end + 1 };
}

function isoDate(text: string, line: number): string {
  const [, year, month, day] = /^(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (!year) throw malformed(`has “${text.slice(0, 20)}” where a date is due`, `line ${line}`);
  return `20${year}-${month}-${day}`;
}
