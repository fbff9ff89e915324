import { loadOptions, type OptionsPage, type OptionsRequest } from '@penstock/connector-sdk';
import { invariant } from '@penstock/kernel';
import { prophet21 } from '../index';
import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench();
});
afterAll(() => bench.close());

function choices(name: string, request: Partial<OptionsRequest> = {}): Promise<OptionsPage> {
  const source = prophet21.optionSources?.[name];
  invariant(source, `there is a source ${name}`);
  return loadOptions(source, bench.context, { depends: {}, ...request });
}
const valuesOf = ({ options }: OptionsPage): readonly string[] => options.map(({ value }) => value);

describe('what the fields of Prophet 21 can be chosen from', () => {
  test.each([
    ['companies', 'hollander', 'HSC', 'Hollander Supply Co.'],
    ['customers', 'copper ket', '100219', 'Copper Kettle Brewing'],
    ['accounts', 'card clearing', '11150010', '11150010 · Card clearing'],
    ['payment-types', 'credit', '4', 'Credit card'],
    ['banks', 'operating', '1', 'Operating account'],
    ['items', 'ball valve brass 1 in', 'VLV-BALL-100', 'Ball valve brass 1 in'],
    ['locations', '100', '100', 'Baltimore warehouse'],
    ['terms', 'net 15', '15', 'Net 15 days'],
    ['orders', '1012001', '1012001', expect.stringContaining('1012001')],
    ['receipts', '49999', '49999', expect.stringContaining('49999')],
    ['open-periods', '8', '8', 'Period 8 of 2026'],
    ['open-years', '2026', '2026', '2026'],
  ])('%s are found by “%s”', async (name, search, value, label) => {
    expect((await choices(name, { search })).options).toContainEqual(expect.objectContaining({ value, label }));
  });

  test('open invoices are those of the customer where it is known', async () => {
    const all = await choices('open-invoices');
    const one = await choices('open-invoices', { depends: { customerId: '100219' } });

    expect(one.options.length).toBeGreaterThan(0);
    expect(one.options.length).toBeLessThan(all.options.length);
    expect(decodeURIComponent(bench.http.sent.at(-1)?.path ?? '')).toContain("customer_id eq '100219'");
  });

  test('periods that are closed are not among them', async () => {
    expect(valuesOf(await choices('open-periods', { depends: { yearForPeriod: '2026' } }))).not.toContain('3');
  });

  test('a long list goes on page by page, and no record twice', async () => {
    const full = await startSimulatorBench({ history: 'full' });
    const source = prophet21.optionSources?.customers;
    invariant(source, 'customers can be chosen');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: OptionsPage = await loadOptions(source, full.context, { depends: {}, ...(cursor !== undefined && { cursor }) });
      seen.push(...valuesOf(page));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    await full.close();

    expect([seen.length, new Set(seen).size]).toEqual([500, 500]);
  });

  test.each(['https://elsewhere.example/next', '-1', '1e9'])('“%s” is no place to go on at', async (cursor) => {
    const before = bench.http.sent.length;

    await expect(choices('customers', { cursor })).rejects.toMatchObject({ code: 'OPTIONS_CURSOR_INVALID' });
    expect(bench.http.sent.length).toBe(before);
  });

  test('a search cannot break out of its literal', async () => {
    expect(valuesOf(await choices('customers', { search: "x') or contains(customer_name,'" }))).toEqual([]);
  });

  test('nothing but GET is sent', () => {
    expect([...new Set(bench.http.sent.filter(({ path }) => path.startsWith('/odataservice')).map(({ method }) => method))]).toEqual(['GET']);
  });
});
