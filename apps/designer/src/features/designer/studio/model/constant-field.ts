import type { SchemaField } from '../../../../shared/forms/schema-fields';
import type { FieldNode } from './field-tree';

const kinds: Readonly<Record<string, SchemaField['kind']>> = {
  'yes/no': 'boolean',
  choice: 'choice',
  number: 'number',
};

/** The control for a fixed value of a target: a choice stays a choice, and a record of the remote side is chosen there. */
export const constantField = ({ name, key, title, type, choices, options }: FieldNode): SchemaField => ({
  name,
  path: key,
  title,
  description: undefined,
  kind: kinds[type] ?? 'text',
  required: false,
  widget: undefined,
  format: type === 'date' ? 'date' : undefined,
  choices,
  options,
  defaultValue: undefined,
  fields: [],
  item: undefined,
});
