import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { readDefinition, readServiceNames } from '../definition';
import { text } from '../fields';
import { documentNames, mappedDocuments } from '../mapped-services';
import { readMenu } from '../setup/menu';
import { proposeService, soundsLike } from '../setup/propose-service';
import type { Prophet21Settings } from '../settings';

const setUpInput = z.strictObject({
  document: z.enum(mappedDocuments).meta({
    title: 'What to set up',
    description: 'AR receipts, credit memos, deposits, or reversals of receipts.',
  }),
  service: text(100).optional().meta({
    title: 'Service',
    description: 'Empty first: the answer lists the windows that come into question. Then one of them.',
  }),
});

const setUpOutput = z.object({
  candidates: z.array(z.object({ service: z.string(), title: z.string() })),
  proposal: z.record(z.string(), z.unknown()).nullable(),
  missing: z.array(z.string()),
  elements: z.array(z.object({ name: z.string(), type: z.string(), fields: z.array(z.string()) })),
  next: z.string(),
});
type SetUpInput = z.infer<typeof setUpInput>;
type SetUpOutput = z.infer<typeof setUpOutput>;

export const setUpService = defineAction<Prophet21Settings, SetUpInput, SetUpOutput>({
  id: 'set-up-service',
  version: 1,
  title: 'Set up a service',
  summary: 'Finds the window that posts a document on this installation and proposes the service map for it.',
  contract: { class: 'R' },
  input: setUpInput,
  output: setUpOutput,
  sample: {
    candidates: [{ service: 'CashReceipts', title: 'Cash Receipts' }],
    proposal: { service: 'CashReceipts', header: { element: 'TP_RECEIPT.receipt', type: 'Form', keys: [] } },
    missing: ['header: Reference'],
    elements: [{ name: 'TP_RECEIPT.receipt', type: 'Form', fields: ['customer_id', 'payment_amount'] }],
    next: 'Choose a field for each missing name, then enter the map in the connection and test it.',
  },
  async run(context, { document, service }) {
    if (service === undefined) {
      const menu = await readMenu(context);
      const known = new Set(menu.map((window) => window.service));
      // Commands-only services and some others are in no menu.
      const unlisted = (await readServiceNames(context)).filter((name) => !known.has(name));
      const candidates = [...menu, ...unlisted.map((name) => ({ service: name, title: name }))]
        .filter((window) => window.service !== '' && soundsLike(document, window.title, window.service))
        .map((window) => ({ service: window.service, title: window.title }));
      return { candidates, proposal: null, missing: [], elements: [], next: nextAfterSearch(candidates.length) };
    }
    const elements = await readDefinition(context, service);
    const { map, missing } = proposeService(document, service, elements);
    return {
      candidates: [],
      proposal: map,
      missing: [...missing],
      elements: elements.map(({ name, type, fields }) => ({ name, type, fields: [...fields] })),
      next: nextAfterProposal(documentNames[document], missing.length),
    };
  },
});

const nextAfterSearch = (count: number): string =>
  count === 0
    ? 'No window sounds like it. Ask your Prophet 21 administrator which window is used, find its service with "Discover services", and run this again with it.'
    : 'Run this again with one of the services.';

const nextAfterProposal = (name: string, missing: number): string =>
  missing === 0
    ? `Enter the map for ${name} in the connection, test the connection, and post one document in the test company before going live.`
    : 'Choose a field of the service for each missing name, then enter the map in the connection and test it.';
