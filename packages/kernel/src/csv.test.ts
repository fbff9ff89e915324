import fc from 'fast-check';
import { csvDelimiterOf, csvDelimiters, formatCsv, isCsvFormula, parseCsv, withCsvGuard, withoutCsvGuard, type CsvDelimiter, type CsvReading } from './csv';

const cellsIn = (text: string, reading: Partial<CsvReading> = {}) => {
  const read = parseCsv(text, { delimiter: ',', ...reading });
  return read.ok ? read.value.map(({ cells }) => cells) : read.error;
};

describe('reading', () => {
  test.each([
    ['plain cells', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['lines of any kind and no last one', 'a\nb\rc', [['a'], ['b'], ['c']]],
    ['empty cells', ',\n,,', [['', ''], ['', '', '']]],
    ['quoted cells', '"a,b","c ""d""","e\r\nf"\n', [['a,b', 'c "d"', 'e\r\nf']]],
    ['blanks, which are kept', ' a , b \n', [[' a ', ' b ']]],
    ['a byte order mark and empty lines', '\uFEFFa\n\n\nb\n', [['a'], ['b']]],
    ['an empty quoted cell', '""\n', [['']]],
    ['nothing', '', []],
  ])('takes %s', (_name, text, expected) => {
    expect(cellsIn(text)).toEqual(expected);
  });

  test('takes blanks around cells away where it is asked to, never those in quotes', () => {
    expect(cellsIn(' a ; " b " ;c \n', { delimiter: ';', trim: true })).toEqual([['a', ' b ', 'c']]);
    expect(cellsIn('a\t\t b', { delimiter: '\t', trim: true })).toEqual([['a', '', 'b']]);
  });

  test.each([
    ['a quote inside a cell', 'a\nb"c\n', { code: 'quote-in-cell', line: 2 }],
    ['text after a quote', '"a"b\n', { code: 'text-after-quote', line: 1 }],
    ['a quote that is never closed', 'a\n"b\nc', { code: 'quote-not-closed', line: 2 }],
    ['a mistake behind a cell of several lines', '"a\nb\nc"\n"d"e', { code: 'text-after-quote', line: 4 }],
  ])('refuses %s, with its line', (_name, text, problem) => {
    expect(cellsIn(text)).toEqual(problem);
  });

  test('says where each record begins, and stops where it is told to', () => {
    const read = parseCsv('a\n"b\nc"\nd\n"never closed', { delimiter: ',', mostRecords: 3 });

    expect(read.ok && read.value.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  test('is linear in the text, quotes or not', () => {
    const started = performance.now();
    cellsIn(`${'"a""b",'.repeat(300_000)}c`);
    cellsIn('a,'.repeat(1_000_000));

    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each([
    ['a;b,c;d', [',', ';'], ';'],
    ['a,b', [',', ';'], ','],
    ['a', [',', ';'], ','],
    ['a\tb\n;;;;', csvDelimiters, '\t'],
  ])('finds the delimiter of %j', (text, among, expected) => {
    expect(csvDelimiterOf(text, among as unknown as [CsvDelimiter])).toBe(expected);
  });
});

test('what was written is read back, whatever the cells hold', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', '=', '-', '7', 'ß', '😀') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });

  fc.assert(
    fc.property(rows, fc.constantFrom(...csvDelimiters), fc.boolean(), (given, delimiter, trim) => {
      expect(cellsIn(formatCsv(given, { delimiter }), { delimiter, trim })).toEqual(given);
    }),
  );
});

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+cmd', '-A', '@SUM(A1)', '\tx'])('stays a text behind an apostrophe: %j', (cell) => {
    expect([isCsvFormula(cell), withCsvGuard(cell)]).toEqual([true, `'${cell}`]);
  });

  test.each(['-5', '+12.50', '0', "O'Hara", 'a=b', "'", ''])('is not %j', (cell) => {
    expect([isCsvFormula(cell), withCsvGuard(cell)]).toEqual([false, cell]);
  });

  test('comes back as it was, apostrophes of its own too', () => {
    const cell = fc.array(fc.constantFrom("'", '=', '-', '+', '@', '5', 'a', ' '), { maxLength: 6 }).map((letters) => letters.join(''));

    fc.assert(fc.property(cell, (given) => expect(withoutCsvGuard(withCsvGuard(given))).toBe(given)));
  });
});
