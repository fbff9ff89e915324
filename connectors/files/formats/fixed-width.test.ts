import fc from 'fast-check';
import { parseFixedWidth, writeFixedWidth, type FixedField } from './fixed-width';

const invoice: FixedField = { name: 'invoice', length: 10, align: 'left', fill: ' ' };
const cents: FixedField = { name: 'cents', length: 8, align: 'right', fill: '0' };

test('reads and writes fields by their places', () => {
  const text = 'WEB-1001  00001999\r\nWEB-2     00000000\r\n';
  const records = [{ invoice: 'WEB-1001', cents: '1999' }, { invoice: 'WEB-2', cents: '0' }];

  expect(parseFixedWidth(text, [invoice, cents])).toEqual(records);
  expect(writeFixedWidth(records, [invoice, cents])).toBe(text);
});

test('a value that does not fit is refused, not cut', () => {
  expect(() => writeFixedWidth([{ invoice: 'WEB-1001-LONG' }], [invoice])).toThrow(expect.objectContaining({ code: 'FILE_NOT_WRITTEN' }));
  expect(() => writeFixedWidth([{ invoice: 'a\nb' }], [invoice])).toThrow(expect.objectContaining({ code: 'FILE_NOT_WRITTEN' }));
});

test('a line of another length is refused', () => {
  expect(() => parseFixedWidth('WEB-1001  \r\nshort\r\n', [invoice])).toThrow(expect.objectContaining({ message: expect.stringContaining('line 2') }));
});

test('characters are counted, not code units', () => {
  const text = writeFixedWidth([{ invoice: '😀' }], [invoice]);

  expect(Array.from(text)).toHaveLength(12);
  expect(parseFixedWidth(text, [invoice])).toEqual([{ invoice: '😀' }]);
});

test('what was written is read back', () => {
  const record = fc.record({ invoice: fc.stringMatching(/^([A-Z0-9-]{1,10})?$/), cents: fc.stringMatching(/^(0|[1-9][0-9]{0,7})$/) });

  fc.assert(fc.property(fc.array(record), (records) => expect(parseFixedWidth(writeFixedWidth(records, [invoice, cents]), [invoice, cents])).toEqual(records)));
});
