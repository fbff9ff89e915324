import { z } from 'zod';
import { environmentKey, pageQuery, timestamp, uuid } from './common';

/** Mappings name it as `environment.<name>`. */
export const referenceTableName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, starting with a letter');
const cell = z.string().max(500);
export const referenceRow = z.tuple([cell.min(1, 'A key may not be empty.'), cell]);
export const mostReferenceRows = 20_000;
const rows = z.array(referenceRow).max(mostReferenceRows);

/** A table without its rows, as lists show it. */
export const referenceTableSummary = z.object({
  id: uuid,
  environment: environmentKey,
  name: z.string(),
  description: z.string(),
  ignoreCase: z.boolean(),
  /** Grows with every change; send it back to change the table. */
  revision: z.int(),
  rowCount: z.int(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type ReferenceTableSummary = z.infer<typeof referenceTableSummary>;
export const referenceTable = referenceTableSummary.extend({ rows: z.array(z.tuple([z.string(), z.string()])) });
export type ReferenceTable = z.infer<typeof referenceTable>;

export const referenceTableQuery = pageQuery.extend({ environment: environmentKey.optional() });
export type ReferenceTableQuery = z.infer<typeof referenceTableQuery>;

export const createReferenceTableRequest = z.strictObject({
  environment: environmentKey,
  name: referenceTableName,
  description: z.string().max(500).default(''),
  ignoreCase: z.boolean().default(false),
  rows: rows.default([]),
});
export type CreateReferenceTableRequest = z.infer<typeof createReferenceTableRequest>;

/** Exactly one of `rows` and `csv`; refused with 409 `TABLE_CHANGED` and both revisions when `revision` is not the stored one. */
export const saveReferenceTableRequest = z
  .strictObject({
    revision: z.int().min(1),
    rows: rows.optional(),
    /** With a heading line; two columns. */
    csv: z.string().max(4_000_000).optional(),
    ignoreCase: z.boolean().optional(),
    description: z.string().max(500).optional(),
    /** Shown in the history. */
    note: z.string().max(500).default(''),
  })
  .refine(({ rows: given, csv }) => given === undefined || csv === undefined, { message: 'Give rows or csv, not both.' });
export type SaveReferenceTableRequest = z.infer<typeof saveReferenceTableRequest>;

export const referenceTableVersion = z.object({
  revision: z.int(),
  rowCount: z.int(),
  ignoreCase: z.boolean(),
  note: z.string(),
  createdAt: timestamp,
  createdBy: z.string(),
});
export type ReferenceTableVersion = z.infer<typeof referenceTableVersion>;
export const referenceTableVersionDetail = referenceTableVersion.extend({ rows: z.array(z.tuple([z.string(), z.string()])) });
export type ReferenceTableVersionDetail = z.infer<typeof referenceTableVersionDetail>;
