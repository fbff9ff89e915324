import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anOrder, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { cardHolderColumns, headerColumns, lineColumns, remittanceColumns } from './order-layout';
import { importDate } from './tab-file';

const published = JSON.parse(
  readFileSync(join(__dirname, '..', 'fixtures', 'schema', 'import-order-file-layouts.json'), 'utf8'),
) as Record<string, string[]>;

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench();
});
afterAll(() => bench.close());

interface Written {
  readonly files: readonly { readonly name: string; readonly content: string }[];
}
const write = async (order: unknown) =>
  ((await bench.run('write-order-import', { importSetNo: '1001', order })) as unknown as Written).files;
const record = (content: string, columns: readonly string[]) => {
  const cells = content.replace(/\r\n$/, '').split('\t');
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]).filter(([, value]) => value !== ''));
};

describe('order import files', () => {
  test('have the published columns in the published order', () => {
    expect([headerColumns, lineColumns, remittanceColumns, cardHolderColumns]).toEqual([
      published['OrderHeader'],
      published['OrderLine'],
      published['Remittance'],
      published['CreditCardHolderAddress'],
    ]);
  });

  test('hold an order with its payment, joined by the set number', async () => {
    const files = await write(anOrder());

    expect(files.map(({ name }) => name)).toEqual(['SOH1001.txt', 'SOL1001.txt', 'SOR1001.txt', 'SOC1001.txt']);
    expect(record(files[0]?.content ?? '', headerColumns)).toMatchObject({
      ImportSetNo: '1001',
      CustID: '100198',
      CompanyID: 'HSC',
      CustPONum: 'WEB-1001',
      OrderDate: '09/12/26',
      SourceLocID: '100',
    });
    expect(record(files[2]?.content ?? '', remittanceColumns)).toEqual({
      ImportSetNo: '1001',
      PaymentTypeID: '4',
      PaymentAmount: '32.10',
      PaymentDate: '09/12/26',
      PaymentDesc: '105321',
      CCNumber: '************1111',
      CCAuthorizedDate: '09/12/26',
      CCAuthorizedNumber: 'TAS679',
    });
  });

  test('have one record per line of the order', async () => {
    const [, lines] = await write(anOrder());

    expect(
      lines?.content
        .split('\r\n')
        .filter(Boolean)
        .map((line) => line.split('\t').slice(0, 4)),
    ).toEqual([
      ['1001', '1', 'VLV-BALL-050', '2'],
      ['1001', '2', 'TAPE-PTFE', '10'],
    ]);
  });

  test('are two without a payment', async () => {
    expect(await write(anOrder({ remittance: undefined }))).toHaveLength(2);
  });

  test('are not written when a value would shift the columns', async () => {
    await expect(write(anOrder({ contactId: 'A\tB' }))).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_IMPORT_VALUE_BROKEN' },
    });
  });

  test('take no clear card number', async () => {
    const card = { maskedNumber: '4111111111111111' };

    await expect(
      write(anOrder({ remittance: { paymentTypeId: '4', amount: '1', reference: 'r', card } })),
    ).rejects.toThrow();
  });

  test('write dates with two digits of the year', () => {
    expect(importDate('2026-09-12T00:00:00')).toBe('09/12/26');
  });
});
