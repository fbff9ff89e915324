import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench();
});
afterAll(() => bench.close());

interface Options {
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint: string }[];
}
const choices = async (what: string, search?: string) =>
  ((await bench.run('look-up', { what, ...(search !== undefined && { search }) })) as unknown as Options).options;

describe('choices for a form', () => {
  test('find a customer by a part of the name and by the number', async () => {
    expect(await choices('customer', 'copper ket')).toEqual([
      { value: '100219', label: 'Copper Kettle Brewing', hint: 'GOOD' },
    ]);
    expect((await choices('customer', '100219')).map(({ label }) => label)).toEqual(['Copper Kettle Brewing']);
  });

  test('are of this company only', async () => {
    expect(await choices('customer', 'Alpine')).toEqual([]);
  });

  test('name what is open on an invoice', async () => {
    expect(await choices('open-invoice', '3100002')).toEqual([
      {
        value: '3100002',
        label: '3100002 · PO-7701',
        hint: expect.stringMatching(/^228\.71 open, due 2026-/) as string,
      },
    ]);
  });

  test('offer open periods only', async () => {
    const periods = await choices('open-period');

    expect(periods[0]).toEqual({ value: '8/2026', label: 'Period 8 of 2026', hint: '2026-08-01 to 2026-08-31' });
    expect(periods.map(({ value }) => value)).not.toContain('3/2026');
  });

  test.each([
    ['order', '1012001'],
    ['receipt', '49999'],
    ['account', '11120010'],
    ['payment-type', '4'],
    ['bank', '1'],
  ])('find %s %s', async (what, value) => {
    expect((await choices(what, value)).map((option) => option.value)).toContain(value);
  });

  test('find nothing where a word is searched among numbers', async () => {
    expect(await choices('receipt', 'check')).toEqual([]);
  });
});
