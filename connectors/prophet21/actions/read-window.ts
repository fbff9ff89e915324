import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../fields';
import type { Prophet21Settings } from '../settings';
import { readWindows } from '../transaction-get';
import { elementName } from './transaction-shape';

const windowInput = z.strictObject({
  service: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,100}$/)
    .meta({ title: 'Service', description: 'E.g. `Order`.' }),
  element: elementName.meta({ title: 'Element that holds the key', description: 'E.g. `TABPAGE_1.order`.' }),
  keyField: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,100}$/)
    .meta({ title: 'Key field', description: 'E.g. `order_no`.' }),
  keys: z.array(text(255)).min(1).max(20).meta({ title: 'Records', description: 'A few hundred kilobytes each.' }),
  only: z.array(elementName).default([]).meta({ title: 'Only these elements', description: 'Empty: all of them.' }),
});

const windowOutput = z.object({
  records: z.array(
    z.object({
      found: z.boolean(),
      elements: z.array(z.object({ name: z.string(), rows: z.array(z.record(z.string(), z.string())) })),
    }),
  ),
});
type WindowInput = z.infer<typeof windowInput>;
type WindowOutput = z.infer<typeof windowOutput>;

export const readWindow = defineAction<Prophet21Settings, WindowInput, WindowOutput>({
  id: 'read-window',
  version: 1,
  title: 'Read a window',
  summary: 'Reads records as a window of Prophet 21 shows them, e.g. an order with all its tabs.',
  contract: { class: 'R' },
  input: windowInput,
  output: windowOutput,
  sample: {
    records: [
      { found: true, elements: [{ name: 'TABPAGE_1.order', rows: [{ order_no: '1013938', po_no: 'WEB-1001' }] }] },
    ],
  },
  async run(context, { service, element, keyField, keys, only }) {
    const states = keys.map((key) => ({ element, keys: [[keyField, key] as const] }));
    const windows = await readWindows(context, service, states);
    return {
      records: windows.map((elements) => ({
        found: elements.length > 0,
        elements: elements
          .filter(({ name }) => only.length === 0 || only.includes(name))
          .map(({ name, rows }) => ({ name, rows: rows.map((row) => ({ ...row })) })),
      })),
    };
  },
});
