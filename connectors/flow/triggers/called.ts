import { defineTrigger } from '@penstock/connector-sdk';
import { z } from 'zod';

const jsonSchema = z.record(z.string(), z.json()).default({});

const settings = z.strictObject({
  input: jsonSchema.meta({ title: 'What it takes', description: 'JSON Schema of the payload that callers pass.' }),
  output: jsonSchema.meta({ title: 'What it gives', description: 'JSON Schema of what its respond step answers.' }),
});

/** No address and no polling: a sub-flow step of another flow starts it. */
export const called = defineTrigger<unknown, z.output<typeof settings>>({
  id: 'called',
  version: 1,
  title: 'Called by another flow',
  summary: 'A sub-flow step of another flow starts it and can wait for its answer.',
  settings,
  event: z.unknown(),
  sample: {},
  channels: [],
});
