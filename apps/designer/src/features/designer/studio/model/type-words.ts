import type { SchemaField } from '../../../../shared/forms/schema-fields';

const words: Readonly<Record<SchemaField['kind'], string>> = {
  text: 'text',
  choice: 'choice',
  number: 'number',
  boolean: 'yes/no',
  list: 'list',
  object: 'object',
  pairs: 'pairs',
  any: 'any',
};

/** What the type chip of a row says. */
export function typeWord({ kind, format }: Pick<SchemaField, 'kind' | 'format'>): string {
  if (format === 'date') return 'date';
  if (format === 'date-time') return 'time';
  return format === 'email' ? 'e-mail' : words[kind];
}
