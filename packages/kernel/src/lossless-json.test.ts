import fc from 'fast-check';
import { Decimal } from './decimal';
import type { Json } from './json';
import { JsonParser, JsonSyntaxError } from './json-parser';
import { canonicalJson, parseJson, stringifyJson } from './lossless-json';

const numberText = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.tuple(fc.integer(), fc.stringMatching(/^\d{1,25}$/)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/),
);

const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      numberText,
      fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
      fc.constantFrom('null', 'true', 'false'),
    ),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(
        fc.tuple(
          fc.string().map((key) => `k${key}`),
          tie('value'),
        ),
        { maxLength: 4, selector: ([key]) => key },
      )
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
})).value;

const problemOf = (text: string): JsonSyntaxError => {
  try {
    parseJson(text);
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) return thrown;
    throw thrown;
  }
  throw new JsonSyntaxError('JSON_SYNTAX', -1, 'the text was accepted');
};

describe('parseJson numbers', () => {
  it.each(['1.00', '12345678901234567890.10', '1e3', '-0', '0.0000001', '9007199254740993', '1E+2', '19.90'])(
    'keeps %s as a decimal',
    (text) => {
      const value = parseJson(`{"amount":${text}}`) as { amount: Json };

      expect(value.amount).toBeInstanceOf(Decimal);
      expect(stringifyJson(value)).toBe(`{"amount":${text}}`);
    },
  );

  it.each(['0', '19.99', '-3', '1e-7', '1e+21', '4111111111111111', '0.000001', '123456789.5'])(
    'leaves %s a plain number',
    (text) => {
      expect(parseJson(text)).toBe(Number(text));
    },
  );

  it('ignores numbers inside texts', () => {
    const value = parseJson('{"note":"paid \\"1.00\\" and 2.00\\\\","n":1}');

    expect(value).toEqual({ note: 'paid "1.00" and 2.00\\', n: 1 });
  });

  it('writes every number as it was read', () => {
    fc.assert(
      fc.property(numberText, (text) => expect(stringifyJson(parseJson(text))).toBe(text)),
      { numRuns: 1000 },
    );
  });

  it('writes every document as it was read', () => {
    const compact = jsonText.filter((text) => !/"k?\d+":/.test(text));

    fc.assert(
      fc.property(compact, (text) => expect(stringifyJson(parseJson(text))).toBe(text)),
      { numRuns: 500 },
    );
  });

  it('refuses a number with thousands of digits', () => {
    expect(problemOf(`[${'9'.repeat(5000)}]`)).toMatchObject({ code: 'JSON_NUMBER_OUT_OF_RANGE', position: 1 });
  });
});

describe('parseJson structure', () => {
  it('reads the same values as the built-in parser', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);

        expect(new JsonParser(text, 200).parse()).toEqual(new JsonParser(JSON.stringify(parseJson(text)), 200).parse());
        expect(stringifyJson(new JsonParser(text, 200).parse())).toBe(stringifyJson(parseJson(text)));
      }),
    );
  });

  it('accepts and refuses what the built-in parser does', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '0',
      '.',
      'e',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
      '1.50',
    );
    const accepts = (parse: () => unknown): boolean => {
      try {
        parse();
        return true;
      } catch {
        return false;
      }
    };

    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 9 }).map((list) => list.join('')),
        (text) => {
          expect(accepts(() => parseJson(text))).toBe(accepts(() => JSON.parse(text)));
          expect(accepts(() => new JsonParser(text, 200).parse())).toBe(accepts(() => JSON.parse(text)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 0],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{"amount":1.00} x', 16],
    ['"open', 5],
    ['[01]', 1],
    ['["\\x"]', 1],
  ])('names the position of the error in %p', (text, position) => {
    expect(problemOf(text)).toMatchObject({ code: 'JSON_SYNTAX', position });
  });

  it('does not quote the text in the message', () => {
    expect(problemOf('{"card": secret}').message).toBe('This is not JSON: expected a value (at character 9).');
  });

  it.each(['[1]', '[1.00]'])('limits the depth around %s', (core) => {
    const nested = (depth: number) => '['.repeat(depth - 1) + core + ']'.repeat(depth - 1);

    expect(() => parseJson(nested(200))).not.toThrow();
    expect(problemOf(nested(201))).toMatchObject({ code: 'JSON_TOO_DEEP' });
  });

  it('survives a hundred thousand open brackets', () => {
    expect(problemOf('['.repeat(100_000))).toMatchObject({ code: 'JSON_TOO_DEEP', position: 200 });
  });

  it('limits the length', () => {
    expect(() => parseJson('[1,2,3]', { maxLength: 6 })).toThrow(expect.objectContaining({ code: 'JSON_TOO_LARGE' }));
  });

  it.each(['1', '1.00'])('lets the last of two equal names win (%s)', (number) => {
    expect(stringifyJson(parseJson(`{"a":5,"a":${number}}`))).toBe(`{"a":${number}}`);
  });

  it.each(['1', '1.00'])('keeps __proto__ as an ordinary own property (%s)', (number) => {
    const value = parseJson(`{"__proto__":{"admin":${number}}}`) as Record<string, unknown>;

    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value['admin']).toBeUndefined();
  });
});

describe('stringifyJson', () => {
  it('treats undefined members as the built-in writer does', () => {
    const value = { a: undefined, b: [undefined, Decimal.from('1.50')] } as unknown as Json;

    expect(stringifyJson(value)).toBe('{"b":[null,1.50]}');
  });

  it('writes calculated decimals as bare numbers', () => {
    expect(stringifyJson({ total: Decimal.from('19.99').times(Decimal.from(100)) })).toBe('{"total":1999.00}');
  });
});

describe('canonicalJson', () => {
  it('sorts names at every level', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
  });

  it.each([
    ['1.50', '1.5'],
    ['1e3', '1000'],
    ['-0', '0'],
    ['1e21', '1000000000000000000000'],
  ])('writes %s and %s alike', (one, other) => {
    expect(canonicalJson(parseJson(one))).toBe(canonicalJson(parseJson(other)));
  });

  it('tells numbers and texts apart', () => {
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
  });
});
