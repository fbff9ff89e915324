import { sampleFormat, sampleTexts } from './sample-format';

const formatOf = (sample: unknown) => sampleFormat(sampleTexts(sample));

describe('samples', () => {
  test.each([
    ['ann@example.com', 'email'],
    ['(509) 555-0101', 'phone'],
    ['+15095550101', 'phone'],
    ['2026-03-09', 'iso-date'],
    ['2026-03-09T20:32:10Z', 'iso-date-time'],
    ['3/9/2026', 'us-date'],
    ['03/09/2026 08:32', 'us-date-time'],
    ['20260309', 'compact-date'],
    ['1,119.97', 'money'],
    [19.5, 'decimal'],
    ['99201', 'zip'],
    ['99201-1234', 'zip'],
    ['xxxxxxxxxxxx5439', 'masked-card'],
    ['************5439', 'masked-card'],
    ['4012000098765439', 'card-number'],
    ['US', 'country-code'],
    ['USD', 'currency-code'],
    ['WA', 'region-code'],
    ['https://example.com/a', 'url'],
    ['0193aaaa-0000-7000-8000-000000000000', 'uuid'],
    [true, 'boolean'],
    ['Y', 'yes-no'],
    [['2026-03-09', '2026-03-10'], 'iso-date'],
    [['2026-03-09', 'soon'], undefined],
    [['hello', '4012000098765439'], 'card-number'],
    [{ a: 1 }, undefined],
    [null, undefined],
    ['', undefined],
  ])('%j look like %s', (sample, format) => {
    expect(formatOf(sample)).toBe(format);
  });
});
