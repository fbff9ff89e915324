import fc from 'fast-check';
import { ConnectorFailure } from '@penstock/connector-sdk';
import { files } from './index';
import { compute } from './testing/files-bench';

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
