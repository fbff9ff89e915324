import { compute } from '../testing/files-bench';
import { parseX12820 } from './x12-820';

const isa = 'ISA*00*          *00*          *ZZ*ACME           *ZZ*HARBOR         *260504*1200*U*00401*000000007*0*P*>~';
const segments = [
  'GS*RA*ACME*HARBOR*20260504*1200*7*X*004010~',
  'ST*820*0001~',
  'BPR*C*1234.50*C*ACH*CTX*01*122000247*DA*123*1234567890**01*021000021*DA*456*20260504~',
  'TRN*1*7001~',
  'CUR*PR*USD~',
  'N1*PR*ACME VALVES~',
  'N1*PE*HARBOR SUPPLY~',
  'ENT*1~',
  'RMR*IV*3001234**1000.00*1010.00*10.00~',
  'ADX*-5.50*01~',
  'RMR*IV*3001235**240.00~',
  'SE*11*0001~',
  'GE*1*7~',
  'IEA*1*000000007~',
];
const file = (change: (lines: string[]) => string[] = (lines) => lines) => [isa, ...change([...segments])].join('\n');
const without = (start: string) => file((lines) => lines.filter((line) => !line.startsWith(start)));
const replaced = (from: string, to: string) => file((lines) => lines.map((line) => line.replace(from, to)));

test('a payment is read with the invoices it pays', async () => {
  const { payments } = (await compute('read-x12-820', { content: file() })) as unknown as { payments: unknown[] };

  expect(payments).toEqual([
    {
      controlNumber: '0001',
      amount: '1234.50',
      creditDebit: 'C',
      method: 'ACH',
      date: '2026-05-04',
      trace: '7001',
      payer: 'ACME VALVES',
      payee: 'HARBOR SUPPLY',
      currency: 'USD',
      remittances: [
        { qualifier: 'IV', reference: '3001234', paid: '1000.00', total: '1010.00', discount: '10.00', adjustments: [{ amount: '-5.50', reason: '01' }] },
        { qualifier: 'IV', reference: '3001235', paid: '240.00', total: '', discount: '', adjustments: [] },
      ],
    },
  ]);
});

test('separators are taken from the envelope', () => {
  expect(parseX12820(file().replaceAll('*', '|').replaceAll('~', "'"))[0]?.amount).toBe('1234.50');
});

test.each([
  ['a segment missing', without('TRN'), '11 segments and holds 10'],
  ['another control number at its end', replaced('IEA*1*000000007', 'IEA*1*000000008'), 'IEA'],
  ['no end', file().slice(0, -40), 'segment'],
  ['another kind of transaction', replaced('ST*820', 'ST*810'), 'is a 810'],
  ['a GE of another group', replaced('GE*1*7', 'GE*1*8'), 'GE'],
  ['an amount that is none', replaced('BPR*C*1234.50', 'BPR*C*12,34'), 'amount'],
  ['a date that is none', replaced('20260504~', '2026-5-4~').replace(isa, isa), 'date'],
  ['no ISA', 'ST*820*1~', 'ISA'],
])('a file with %s is refused', (_name, text, words) => {
  expect(() => parseX12820(text)).toThrow(expect.objectContaining({ code: 'FILE_MALFORMED', message: expect.stringContaining(words) }));
});
