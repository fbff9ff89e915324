import { compute } from '../testing/files-bench';
import { parseCamt053 } from './camt053';

const balance = (type: string, amount: string, indicator = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${indicator}</CdtDbtInd><Dt><Dt>2026-05-04</Dt></Dt></Bal>`;
const credit = `<Ntry><Amt Ccy="EUR">19.99</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-05-04</Dt></BookgDt><ValDt><DtTm>2026-05-05T00:00:00Z</DtTm></ValDt><AcctSvcrRef>B-77</AcctSvcrRef>
  <NtryDtls><TxDtls><Refs><EndToEndId>WEB-1001</EndToEndId></Refs><Amt Ccy="EUR">19.99</Amt><RltdPties><Dbtr><Pty><Nm>Ann Example</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>Invoice</Ustrd><Ustrd>WEB-1001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
const debit = '<Ntry><Amt Ccy="EUR">5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><AddtlNtryInf>Fee</AddtlNtryInf></Ntry>';
const pending = '<Ntry><Amt Ccy="EUR">100</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry>';
const file = (...parts: string[]) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S-1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${parts.join('')}</Stmt></BkToCstmrStmt></Document>`;

test('a statement is read with its entries, in both spellings of the status', async () => {
  const content = file(balance('OPBD', '100.00'), balance('CLBD', '114.99'), credit, debit, pending);

  const { statements } = (await compute('read-camt053', { content })) as unknown as { statements: ReturnType<typeof parseCamt053> };

  expect(statements[0]).toMatchObject({ id: 'S-1', account: 'DE89370400440532013000', currency: 'EUR', balances: [{ type: 'OPBD', amount: '100.00', date: '2026-05-04' }, { type: 'CLBD' }] });
  expect(statements[0]?.entries).toMatchObject([
    {
      direction: 'credit',
      amount: '19.99',
      status: 'BOOK',
      bookingDate: '2026-05-04',
      valueDate: '2026-05-05',
      bankReference: 'B-77',
      transactions: [{ endToEndId: 'WEB-1001', amount: '19.99', debtor: 'Ann Example', remittance: 'Invoice WEB-1001' }],
    },
    { direction: 'debit', amount: '5', status: 'BOOK', text: 'Fee' },
    { status: 'PDNG' },
  ]);
});

test('an overdrawn account has a negative balance', () => {
  expect(parseCamt053(file(balance('OPBD', '10', 'DBIT'), balance('CLBD', '15', 'DBIT'), debit))[0]?.balances.map(({ amount }) => amount)).toEqual(['-10', '-15']);
});

test.each([
  ['an entry missing', file(balance('OPBD', '100.00'), balance('CLBD', '114.99'), credit), 'closes at 114.99'],
  ['an entry without direction', file('<Ntry><Amt Ccy="EUR">5</Amt></Ntry>'), 'entry 1'],
  ['an entry without amount', file('<Ntry><CdtDbtInd>DBIT</CdtDbtInd></Ntry>'), 'amount'],
  ['a negative amount', file('<Ntry><Amt Ccy="EUR">-5</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>'), 'amount'],
  ['another document', '<Document><FIToFICstmrCdtTrf/></Document>', 'no CAMT.053'],
])('a file with %s is refused', (_name, text, words) => {
  expect(() => parseCamt053(text)).toThrow(expect.objectContaining({ code: 'FILE_MALFORMED', message: expect.stringContaining(words) }));
});
