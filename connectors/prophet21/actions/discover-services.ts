import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { readDefinition, readServiceNames } from '../definition';
import { text } from '../fields';
import { readMenu } from '../setup/menu';
import type { Prophet21Settings } from '../settings';

const discoverInput = z.strictObject({
  search: text(60).optional().meta({
    title: 'Look for',
    description: 'Part of a window title or service name, e.g. `cash receipt`. Empty: all.',
  }),
  service: text(255).optional().meta({
    title: 'Describe service',
    description: 'Also list the elements and fields of this service.',
  }),
});

const discoverOutput = z.object({
  windows: z.array(z.object({ service: z.string(), title: z.string(), window: z.string(), keys: z.array(z.string()) })),
  services: z.array(z.string()),
  elements: z.array(
    z.object({ name: z.string(), type: z.string(), keys: z.array(z.string()), fields: z.array(z.string()) }),
  ),
});
type DiscoverInput = z.infer<typeof discoverInput>;
type Discovered = z.infer<typeof discoverOutput>;

export const discoverServices = defineAction<Prophet21Settings, DiscoverInput, Discovered>({
  id: 'discover-services',
  version: 1,
  title: 'Discover services',
  summary: 'Lists the windows of this installation with their services and fields, for the service map.',
  contract: { class: 'R' },
  input: discoverInput,
  output: discoverOutput,
  sample: {
    windows: [{ service: 'Order', title: 'Order Entry', window: 'w_order_entry', keys: ['order_no'] }],
    services: ['Order'],
    elements: [{ name: 'TABPAGE_1.order', type: 'Form', keys: ['order_no'], fields: ['customer_id', 'po_no'] }],
  },
  async run(context, { search = '', service }) {
    const fits = (...texts: readonly string[]) =>
      texts.some((candidate) => candidate.toLowerCase().includes(search.toLowerCase()));
    const windows = (await readMenu(context))
      .filter((window) => window.service !== '' && fits(window.title, window.service))
      .map((window) => ({ ...window, keys: [...window.keys] }));
    const services = (await readServiceNames(context)).filter((name) => fits(name));
    const elements = service === undefined ? [] : await readDefinition(context, service);
    return {
      windows,
      services,
      elements: elements.map(({ name, type, keys, fields }) => ({ name, type, keys: [...keys], fields: [...fields] })),
    };
  },
});
