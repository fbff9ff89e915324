import { z } from 'zod';
import { text } from '../fields';
import { entityOperators, entityTypes } from '../entity';

export const propertyName = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9_]{0,99}$/, 'a property as P21 names it, e.g. `CustomerName`');
const scalar = z.union([z.string().max(8000), z.number(), z.boolean(), z.null()]);

export const entityType = z.enum(entityTypes).meta({ title: 'Kind of record' });
export const entityId = text(19).meta({
  title: 'ID',
  description: 'Without the company: it is added where P21 wants it.',
});

/** Master data as the Entity API has it: which properties there are, "Read a blank record" shows. */
export const properties = z
  .record(propertyName, scalar)
  .refine((record) => !('Delete' in record), 'deleting is not done through a change of properties');

export const entityCondition = z.strictObject({
  property: propertyName.meta({ title: 'Property' }),
  operator: z.enum(entityOperators).default('eq').meta({ title: 'Comparison' }),
  type: z.enum(['text', 'number']).default('text').meta({ title: 'Type of the property' }),
  value: text(255).meta({ title: 'Value' }),
});

export const entityRecord = z.record(z.string(), z.unknown());

export const createdEntity = z.object({
  id: z.string().meta({ title: 'ID', description: 'As P21 numbered it.' }),
  reference: z.string().meta({ title: 'Reference' }),
});
export type CreatedEntity = z.infer<typeof createdEntity>;

export const updatedEntity = z.object({
  id: z.string().meta({ title: 'ID' }),
  changed: z.array(z.string()).meta({ title: 'Changed properties' }),
});
export type UpdatedEntity = z.infer<typeof updatedEntity>;
