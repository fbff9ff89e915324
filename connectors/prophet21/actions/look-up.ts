import { defineAction, type Option } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../fields';
import { queryOf, type LookUp } from '../look-ups/look-up';
import { lookUps } from '../look-ups/tables';
import { readRows } from '../odata';
import type { Prophet21Settings } from '../settings';

const kinds = Object.keys(lookUps) as [keyof typeof lookUps, ...(keyof typeof lookUps)[]];

const lookUpInput = z.strictObject({
  what: z.enum(kinds).meta({ title: 'What to choose from' }),
  search: text(60)
    .optional()
    .meta({ title: 'Search', description: 'Part of a name or a number. Empty: the first ones.' }),
  limit: z.int().min(1).max(200).default(50).meta({ title: 'At most' }),
});
const lookUpOutput = z.object({
  options: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string() })),
});

export const lookUpOptions = defineAction<Prophet21Settings, z.infer<typeof lookUpInput>, z.infer<typeof lookUpOutput>>(
  {
    id: 'look-up',
    version: 1,
    title: 'Look up choices',
    summary:
      'Offers customers, open invoices, orders, receipts, items and other records to choose from.',
    contract: { class: 'R' },
    input: lookUpInput,
    output: lookUpOutput,
    sample: { options: [{ value: '100198', label: 'Harbor Mechanical', hint: 'GOOD' }] },
    async run(context, { what, search, limit }) {
      const lookUp: LookUp = lookUps[what];
      const rows = await readRows(context, queryOf(context, lookUp, { search }), limit);
      return { options: rows.map((row) => hinted(lookUp.option(row))) };
    },
  },
);

/** Flows read what a form calls a detail as `hint`. */
const hinted = ({ value, label, detail = '' }: Option) => ({ value, label, hint: detail });
