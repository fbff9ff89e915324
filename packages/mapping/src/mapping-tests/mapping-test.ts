import { z } from 'zod';
import { jsonText } from '../json-text';

/** A value the mapping must refuse to make: where, and with which code. */
export const expectedRefusal = z.strictObject({ path: z.string().max(500), code: z.string().min(1).max(120) });

/** A record with what the mapping must make of it; kept in the mapping, and so versioned and promoted with it. */
export const mappingTest = z.strictObject({
  name: z.string().min(1).max(120),
  note: z.string().max(2000).optional(),
  /** An object of what paths start from: `{"trigger": …, "steps": …}`. */
  sample: jsonText,
  /** What the clock of the run says. */
  at: z.iso.datetime({ offset: true }),
  expect: z.union([
    z.strictObject({ output: jsonText }),
    z.strictObject({ refused: z.array(expectedRefusal).min(1).max(100) }),
  ]),
});
export type MappingTest = z.infer<typeof mappingTest>;

export const mostMappingTests = 50;
/** By id. */
export const mappingTests = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'), mappingTest)
  .refine((tests) => Object.keys(tests).length <= mostMappingTests, `at most ${mostMappingTests} tests`);
export type MappingTests = z.infer<typeof mappingTests>;
