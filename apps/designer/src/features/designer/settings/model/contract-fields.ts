import type { JsonSchema } from '@penstock/connector-sdk';
import { fieldsOf } from '../../../../shared/forms/schema-fields';

/** A schema that names fields, as a mapping's target; null when it leaves them open, so that people name them. */
export const namedFields = (schema: JsonSchema | undefined): JsonSchema | null =>
  schema !== undefined && fieldsOf(schema).length > 0 ? schema : null;

/** "order, total (optional)"; empty when the schema leaves its fields open. */
export const fieldWords = (schema: JsonSchema): string =>
  [...fieldsOf(schema)]
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map(({ name, required }) => (required ? name : `${name} (optional)`))
    .join(', ');
