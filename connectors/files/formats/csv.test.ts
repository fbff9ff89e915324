import { compute } from '../testing/files-bench';
import { readRows } from './csv';

test.each([
  ['a quote inside a cell', 'a\nb"c\n', 'line 2, has a quote inside a cell'],
  ['text after a quote', '"a"b\n', 'line 1, has text after a closing quote'],
  ['a quote that is never closed', 'a\n"b\nc', 'line 2, has a quote that is never closed'],
])('refuses %s with words', (_name, text, place) => {
  expect(() => readRows(text, { delimiter: ',' })).toThrow(expect.objectContaining({ code: 'FILE_MALFORMED', message: expect.stringContaining(place) }));
});

describe('values that look like formulas', () => {
  const write = (text: string, formulas?: string) => compute('write-csv', { columns: ['a'], header: false, records: [{ a: text }], ...(formulas && { formulas }) });

  test.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx'])('%j is written as text', async (text) => {
    expect(((await write(text)) as { content: string }).content).toContain(`'${text}`);
  });

  test.each(['-12.50', '+3', 'a=b'])('%j is none', async (text) => {
    expect(await write(text)).toMatchObject({ content: `${text}\r\n` });
  });

  test('are refused when asked', async () => {
    await expect(write('=1', 'refuse')).rejects.toMatchObject({ details: { code: 'FILE_NOT_WRITTEN' } });
  });
});

describe('records', () => {
  test('are named by the first line', async () => {
    expect(await compute('read-csv', { content: 'invoice;amount\n007;"1,50"\n', delimiter: 'semicolon' })).toEqual({ columns: ['invoice', 'amount'], records: [{ invoice: '007', amount: '1,50' }] });
  });

  test('are named by the step when there is no such line', async () => {
    expect(await compute('read-csv', { content: '1,2', columns: ['a', 'b'] })).toMatchObject({ records: [{ a: '1', b: '2' }] });
  });

  test.each([
    ['a row that is too short', 'a,b\n1\n', 'record 2'],
    ['a row that is too long', 'a\n1\n1,2\n', 'record 3'],
    ['two columns of one name', 'a,a\n', 'two columns'],
    ['a column without a name', 'a,\n', 'without a name'],
  ])('with %s are refused', async (_name, content, words) => {
    await expect(compute('read-csv', { content })).rejects.toMatchObject({ details: { code: 'FILE_MALFORMED', message: expect.stringContaining(words) } });
  });

  test('a member without a column is refused, so that nothing is lost', async () => {
    await expect(compute('write-csv', { columns: ['a'], records: [{ a: '1', b: '2' }] })).rejects.toMatchObject({ details: { code: 'FILE_NOT_WRITTEN' } });
    await expect(compute('write-csv', { columns: ['a'], records: [{ a: { deep: 1 } }] })).rejects.toThrow('does not fit into a cell');
  });
});
