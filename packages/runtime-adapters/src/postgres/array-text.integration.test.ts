import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { arrayText } from './array-text';
import { createEnginePool } from './engine-pool';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createEnginePool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** What Postgres makes of an array of texts. */
async function throughPostgres(elements: readonly (string | null)[]): Promise<(string | null)[]> {
  const { rows } = await pool.query<{ element: string | null }>(
    'select t.element from unnest($1::text[]) with ordinality t(element, at) order by t.at',
    [elements],
  );
  return rows.map(({ element }) => element);
}

describe('an array of texts', () => {
  test.each([
    ['nothing', []],
    ['an empty text and no text', ['', null]],
    ['the word NULL', ['NULL', 'null', null]],
    ['quotes, backslashes, braces and commas', ['"', '\\', '\\"', '{}', 'a,b', "'"]],
    ['line breaks and other control characters', ['a\nb', '\t', '\r\n', '\u0001', '\u001f', '\u007f']],
    ['letters, signs and emoji', ['Grüße', '→ 😀', '\u2028']],
    ['what looks like an escape', ['\\n', '\\u0041', '\\x41']],
    ['blanks around', [' a ', '  ']],
  ])('holding %s arrives unchanged', async (_what, elements) => {
    expect(await throughPostgres(elements)).toEqual(elements);
  });

  test('of any content arrives unchanged', async () => {
    // Any code points but NUL, which Postgres texts do not hold.
    const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((value) => !value.includes('\u0000'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (elements) => {
        expect(await throughPostgres(elements)).toEqual(elements);
      }),
      { numRuns: 300 },
    );
  });
});

describe('arrays of other kinds', () => {
  test('arrive as numbers, truth values and bytes', async () => {
    const { rows } = await pool.query({
      text: 'select $1::int[] as ints, $2::float8[] as floats, $3::bool[] as flags, $4::bytea[] as bytes, $5::text as plain',
      values: [[1, null, -7], [1.5, Number.POSITIVE_INFINITY, 1e300], [true, false, null], [Buffer.from([0, 92, 255]), null], 'x'],
    });

    expect(rows[0]).toEqual({
      ints: [1, null, -7],
      floats: [1.5, Number.POSITIVE_INFINITY, 1e300],
      flags: [true, false, null],
      bytes: [Buffer.from([0, 92, 255]), null],
      plain: 'x',
    });
  });

  test('never turn a control character into a letter', () => {
    expect(arrayText(['a\nb'])).toBe('{"a\nb"}');
  });
});
