import fc from 'fast-check';
import { ConnectorFailure } from '@penstock/connector-sdk';
import { files } from './index';
import { compute, storage } from './testing/files-bench';

const reading: readonly (readonly [action: string, more: object])[] = [
  ['read-csv', {}],
  ['read-fixed-width', { fields: [{ name: 'a', length: 3 }] }],
  ['read-json', {}],
  ['read-xml', {}],
  ['read-x12-820', {}],
  ['read-bai2', {}],
  ['read-camt053', {}],
];

test('needs no connection and has no effect', () => {
  expect(files.connection).toBeUndefined();
  expect(files.actions.map(({ contract }) => contract.class)).toEqual(files.actions.map(() => 'R'));
});

test.each(files.actions.map((action) => [action.id, action] as const))('the sample of %s is such an output', (_id, action) => {
  expect(action.output.safeParse(action.sample).success).toBe(true);
});

test.each(reading)('%s answers or refuses, whatever the file holds', async (action, more) => {
  const pieces = fc.constantFrom('"', ',', '\n', '<a>', '</a>', '{', '}', '01,', '02,', '03,', '16,', '49,1,1/', '98,', '99,', '88,', 'ISA*', 'ST*820*1~', 'SE*', '<Document>', '<Stmt>', 'abc', '0', '\u0000', '&x;', '😀');
  const text = fc.array(pieces, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));

  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const failure = await compute(action, { content, ...more }).then(() => undefined, (error: unknown) => error);
      expect(failure === undefined || failure instanceof ConnectorFailure).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('a stored file', () => {
  test.each([
    ['utf-8', Buffer.from('name;amount\nMüller;19.99\n')],
    ['windows-1252', Buffer.from('name;amount\nMüller;19.99\n', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFname;amount\nMüller;19.99\n', 'utf16le')],
  ])('is read as its text in %s', async (encoding, bytes) => {
    const { handle } = await storage.put({ name: 'a.csv', mediaType: 'text/csv' }, (async function* () { yield bytes.subarray(0, 13); yield bytes.subarray(13); })());

    expect(await compute('read-csv', { file: handle, encoding, delimiter: 'semicolon' })).toMatchObject({ records: [{ name: 'Müller', amount: '19.99' }] });
  });

  test('in another encoding is refused', async () => {
    const { handle } = await storage.put({ name: 'a.csv', mediaType: 'text/csv' }, (async function* () { yield Buffer.from('Müller', 'latin1'); })());

    await expect(compute('read-csv', { file: handle })).rejects.toMatchObject({ code: 'FILE_NOT_TEXT', details: { class: 'business' } });
  });

  test.each([[{}], [{ content: 'a', file: 'file_00000000-0000-7000-8000-000000000001' }], [{ file: '/etc/passwd' }], [{ file: '../a.csv' }]])('or the content is given, and nothing else: %j', async (input) => {
    await expect(compute('read-csv', input)).rejects.toThrow();
  });

  test('that is not there is told as gone', async () => {
    await expect(compute('read-json', { file: 'file_00000000-0000-7000-8000-00000000ffff' })).rejects.toMatchObject({ code: 'FILE_GONE' });
  });

  test.each([
    ['write-csv', { records: [{ a: '1' }], columns: ['a'] }, 'a\r\n1\r\n', 'text/csv'],
    ['write-fixed-width', { records: [{ a: '1' }], fields: [{ name: 'a', length: 3 }] }, '1  \r\n', 'text/plain'],
    ['write-json', { value: { a: 1 } }, '{"a":1}', 'application/json'],
    ['write-xml', { root: 'A', value: 'b' }, '<?xml version="1.0" encoding="UTF-8"?>\n<A>b</A>\n', 'application/xml'],
  ])('is what %s makes under a name', async (action, input, content, mediaType) => {
    const { file, content: inline } = (await compute(action, { ...input, saveAs: 'out.txt' })) as { file: { handle: string }; content: string };

    expect([inline, file, storage.textOf(file.handle)]).toEqual(['', expect.objectContaining({ name: 'out.txt', mediaType }), content]);
    expect(await compute(action, input)).toMatchObject({ content, file: null });
  });

  test.each(['../out.csv', 'a/b.csv', 'a\\b.csv', '..', 'a\u0000.csv'])('is not made under the name %j', async (saveAs) => {
    await expect(compute('write-json', { value: 1, saveAs })).rejects.toThrow();
  });
});
