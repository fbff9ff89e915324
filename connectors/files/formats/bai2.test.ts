import { compute } from '../testing/files-bench';
import { parseBai2 } from './bai2';

const lines = [
  '01,122099999,123456789,260504,0200,1,80,1,2/',
  '02,031001234,122099999,1,260503,2359,USD,2/',
  '03,0975312468,,010,500000,,,190,70000000,4,0/',
  '16,165,1500000,1,DD1620,,DEALER PAYMENTS, WEST',
  '88,AND EAST',
  '16,495,10000,V,260505,,BR1,CR7,WIRE OUT/',
  '49,72010000,5/',
  '03,0975312469,JPY,015,700/',
  '16,108,300,S,100,100,100,,,LOCKBOX/',
  '49,1000,3/',
  '98,72011000,2,10/',
  '99,72011000,1,12/',
];
const file = (change: (all: string[]) => string[] = (all) => all) => `${change([...lines]).join('\r\n')}\r\n`;

test('accounts are read with balances and transactions, amounts by their currency', async () => {
  const statement = (await compute('read-bai2', { content: file() })) as unknown as ReturnType<typeof parseBai2>;

  expect(statement).toMatchObject({ sender: '122099999', receiver: '123456789', fileId: '1' });
  expect(statement.groups).toEqual([
    {
      asOfDate: '2026-05-03',
      currency: 'USD',
      accounts: [
        {
          account: '0975312468',
          currency: 'USD',
          summaries: [{ type: '010', amount: '5000.00' }, { type: '190', amount: '700000.00' }],
          transactions: [
            { type: '165', direction: 'credit', amount: '15000.00', bankReference: 'DD1620', customerReference: '', text: 'DEALER PAYMENTS, WEST,AND EAST' },
            { type: '495', direction: 'debit', amount: '100.00', bankReference: 'BR1', customerReference: 'CR7', text: 'WIRE OUT' },
          ],
        },
        {
          account: '0975312469',
          currency: 'JPY',
          summaries: [{ type: '015', amount: '700' }],
          transactions: [{ type: '108', direction: 'credit', amount: '300', bankReference: '', customerReference: '', text: 'LOCKBOX' }],
        },
      ],
    },
  ]);
});

test.each([
  ['a transaction missing', file((all) => all.filter((line) => !line.startsWith('16,495'))), 'control total'],
  ['a line missing that moves nothing', file((all) => all.filter((line) => !line.startsWith('88'))), 'records'],
  ['a group total that is wrong', file((all) => all.map((line) => line.replace('98,72011000', '98,72011001'))), 'control total'],
  ['no end', file((all) => all.slice(0, -1)), '99'],
  ['an account that is not closed', file((all) => all.filter((line) => !line.startsWith('49'))), 'account'],
  ['an unknown record', file((all) => ['01,a', '77,b', ...all]), 'unknown record'],
  ['an amount with a point', file((all) => all.map((line) => line.replace('1500000', '15000.00'))), 'amount'],
  ['a continuation first', `88,x/\n${file()}`, 'continuation'],
])('a file with %s is refused', (_name, text, words) => {
  expect(() => parseBai2(text)).toThrow(expect.objectContaining({ code: 'FILE_MALFORMED', message: expect.stringContaining(words) }));
});
