import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { queryEntities, readEntity, readTemplate } from '../entity';
import type { Prophet21Settings } from '../settings';
import { entityCondition, entityId, entityRecord, entityType } from './entity-shape';

const getInput = z.strictObject({
  type: entityType,
  id: entityId,
  include: z
    .array(z.string().regex(/^(\*|[A-Z][A-Za-z0-9]{0,99})$/))
    .max(20)
    .default([])
    .meta({ title: 'Child records', description: 'E.g. `CustomerAddress`; `*` fills all of them.' }),
});
const getOutput = z.object({ found: z.boolean(), record: entityRecord });

export const getEntity = defineAction<Prophet21Settings, z.infer<typeof getInput>, z.infer<typeof getOutput>>({
  id: 'get-record',
  version: 1,
  title: 'Get a master record',
  summary: 'Reads a customer, vendor, contact or address with the properties and child records of the Entity API.',
  contract: { class: 'R' },
  input: getInput,
  output: getOutput,
  sample: { found: true, record: { CompanyId: 'HSC', CustomerId: 100198, CustomerName: 'Harbor Mechanical' } },
  async run(context, input) {
    const record = await readEntity(context, input);
    return { found: record !== undefined, record: { ...record } };
  },
});

const findInput = z.strictObject({
  type: entityType,
  conditions: z.array(entityCondition).min(1).max(20).meta({
    title: 'Conditions',
    description: 'All must hold. At least one: without any, P21 sends the whole table.',
  }),
  limit: z.int().min(1).max(5000).default(100).meta({ title: 'At most' }),
});
const findOutput = z.object({ count: z.number(), records: z.array(entityRecord) });

export const findEntities = defineAction<Prophet21Settings, z.infer<typeof findInput>, z.infer<typeof findOutput>>({
  id: 'find-records',
  version: 1,
  title: 'Find master records',
  summary: 'Finds customers, vendors, contacts or addresses by their properties.',
  contract: { class: 'R' },
  input: findInput,
  output: findOutput,
  sample: { count: 1, records: [{ CompanyId: 'HSC', CustomerId: 100198, CustomerName: 'Harbor Mechanical' }] },
  async run(context, { type, conditions, limit }) {
    for (const { type: valueType, value } of conditions) assertLiteral(valueType, value);
    const records = (await queryEntities(context, type, conditions)).slice(0, limit);
    return { count: records.length, records: records.map((record) => ({ ...record })) };
  },
});

function assertLiteral(type: 'text' | 'number', value: string): void {
  if (type === 'text' || /^-?\d+(\.\d+)?$/.test(value)) return;
  throw new ConnectorFailure({
    class: 'business',
    code: 'P21_BAD_QUERY_VALUE',
    message: `"${value.slice(0, 60)}" is not a number, so Prophet 21 cannot be asked for it.`,
  });
}

const templateInput = z.strictObject({
  // P21 answers 500 for a blank address, by design.
  type: z.enum(['customers', 'vendors', 'contacts']).meta({ title: 'Kind of record' }),
});
const templateOutput = z.object({
  properties: z.array(z.object({ name: z.string(), default: z.unknown() })),
});

export const entityTemplate = defineAction<
  Prophet21Settings,
  z.infer<typeof templateInput>,
  z.infer<typeof templateOutput>
>({
  id: 'read-blank-record',
  version: 1,
  title: 'Read a blank record',
  summary:
    'Lists the properties that a customer, vendor or contact has on this installation. Addresses have no blank record.',
  contract: { class: 'R' },
  input: templateInput,
  output: templateOutput,
  sample: { properties: [{ name: 'CustomerName', default: '' }] },
  async run(context, { type }) {
    const template = await readTemplate(context, type);
    return { properties: Object.entries(template).map(([name, value]) => ({ name, default: value })) };
  },
});
