import fc from 'fast-check';
import { readCsv, writeCsv } from './csv';

const cellsIn = (text: string): readonly (readonly string[])[] => {
  const read = readCsv(text);
  return read.ok ? read.value.map(({ cells }) => cells) : [];
};

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+cmd', '-A', '@SUM(A1)', '\tx', "'=1", "''-A"])('is written as a text: %j', (cell) => {
    expect(writeCsv([[cell, 'b']])).toMatch(/^"?'/);
  });

  test.each(['-5', '+12.50', '0', "O'Hara", 'a=b', "'"])('is not %j', (cell) => {
    expect(writeCsv([[cell, 'b']])).toBe(`${cell},b\r\n`);
  });
});

test('what was written is read back as it was, formulas and apostrophes too', () => {
  const cell = fc.array(fc.constantFrom("'", '=', '-', '+', '@', '"', ',', ';', '5', 'a', ' ', '\n'), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));

  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
      const text = writeCsv([['key', 'value'], ...rows]);
      expect(cellsIn(text).slice(1)).toEqual(rows);
    }),
  );
});
