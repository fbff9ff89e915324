import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { businessDate } from '../dates';
import { text } from '../fields';
import { orderFiles } from '../import/order-files';
import type { Prophet21Settings } from '../settings';
import { orderInput } from './order-shape';

/** Set number in place of `{set}`. The first two are in public use; the other two are this connector's choice. */
const fileName = (example: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_.{}-]{1,80}$/)
    .refine((name) => name.includes('{set}'), 'a name with {set} in it')
    .default(example);

const importInput = z.strictObject({
  importSetNo: text(20).meta({
    title: 'Import set number',
    description: 'Joins the files of one order. Must be unique: use the number of the order at its origin.',
  }),
  order: orderInput.meta({ title: 'Order' }),
  fileNames: z
    .strictObject({
      header: fileName('SOH{set}.txt'),
      line: fileName('SOL{set}.txt'),
      remittance: fileName('SOR{set}.txt').meta({ description: 'Not public: as your import is set up in P21.' }),
      cardHolder: fileName('SOC{set}.txt').meta({ description: 'Not public: as your import is set up in P21.' }),
    })
    .prefault({})
    .meta({ title: 'File names' }),
});

const importOutput = z.object({
  importSetNo: z.string(),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
});

export const writeOrderImport = defineAction<
  Prophet21Settings,
  z.infer<typeof importInput>,
  z.infer<typeof importOutput>
>({
  id: 'write-order-import',
  version: 1,
  title: 'Write order import files',
  summary:
    'Turns an order into the files of P21’s scheduled import, for installations without the API. Sends nothing itself.',
  contract: { class: 'R' },
  input: importInput,
  output: importOutput,
  sample: { importSetNo: '1001', files: [{ name: 'SOH1001.txt', content: '1001\t100198\r\n' }] },
  run(context, { importSetNo, order, fileNames }) {
    const { settings, clock } = context;
    const today = businessDate(clock.now(), settings.timezone);
    const names = { ...fileNames, 'card-holder': fileNames.cardHolder };
    const files = orderFiles(order, { settings, importSetNo, today }).map(({ kind, content }) => ({
      name: names[kind].replace('{set}', importSetNo),
      content,
    }));
    return Promise.resolve({ importSetNo, files });
  },
});
