import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { runCommands, type WindowStep } from '../commands';
import { text } from '../fields';
import { MAX_PROCESSING_MS, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';

const plainName = z.string().regex(/^[A-Za-z0-9_]{1,100}$/, 'a name as the window has it');
const row = z.int().min(0).max(100_000);

const step = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('change'),
    fields: z
      .array(z.strictObject({ datawindow: plainName, field: plainName, value: z.string().max(8000) }))
      .min(1)
      .max(300),
  }),
  z.strictObject({ do: z.literal('select-row'), datawindow: plainName, row }),
  z.strictObject({ do: z.literal('tool'), tool: plainName, row: row.default(0) }),
  z.strictObject({ do: z.literal('save') }),
]);

const commandsInput = z
  .strictObject({
    service: plainName.meta({ title: 'Service', description: 'E.g. `ItemNotepad`.' }),
    reference: text(255).meta({ title: 'Reference', description: 'What this is done for; it is done once for each.' }),
    steps: z
      .array(step)
      .min(1)
      .max(300)
      .meta({ title: 'Steps', description: 'As a person would do them; ends with a save.' }),
  })
  .refine(({ steps }) => steps.at(-1)?.do === 'save', { message: 'The last step saves the window.', path: ['steps'] });

const commandsOutput = z.object({
  service: z.string().meta({ title: 'Service' }),
  reference: z.string().meta({ title: 'Reference' }),
  saved: z.boolean().meta({ title: 'Saved' }),
});
type CommandsInput = z.infer<typeof commandsInput>;
type CommandsOutput = z.infer<typeof commandsOutput>;

export const runCommandsAction = defineAction<Prophet21Settings, CommandsInput, CommandsOutput>({
  id: 'run-commands',
  version: 1,
  title: 'Drive a window',
  summary: 'Drives a window that takes no transactions, step by step to its save. A doubt about it goes to a person.',
  contract: {
    // What such a window saves, and where, is known to its builder only: there is nothing to look it up by.
    class: 'H',
    kind: 'ledger',
    businessKey: ({ service, reference }) => `commands:${service}:${reference}`,
    undoWindow: 'as the window allows (in Prophet 21)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: commandsInput,
  output: commandsOutput,
  sample: { service: 'ItemNotepad', reference: 'NOTE-17', saved: true },
  async run(context, { service, reference, steps }) {
    await runCommands(context, service, steps as readonly WindowStep[]);
    return { service, reference, saved: true };
  },
});
