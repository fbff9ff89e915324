import type { JsonSchema } from '@penstock/connector-sdk';
import { code, table } from './markdown';

interface Field {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly format?: string;
  /** The source it can be chosen from. */
  readonly options?: string;
}

/** The members of an object schema, as people fill them in; empty for other schemas. */
export function fieldsTable(schema: JsonSchema): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Field>);
  if (properties.length === 0) return '';
  const required = (schema.required ?? []) as readonly string[];
  const rows = properties.map(([name, field]) => [
    code(name),
    field.title ?? '',
    kindOf(field),
    required.includes(name) ? 'yes' : field.default === undefined ? '' : `default ${code(JSON.stringify(field.default))}`,
    [field.description ?? '', field.options ? `Chosen from ${code(field.options)}.` : ''].filter(Boolean).join(' '),
  ]);
  return table(['field', 'title', 'kind', 'required', 'meaning'], rows);
}

function kindOf(field: Field): string {
  if (field.const !== undefined) return code(JSON.stringify(field.const));
  if (field.enum) return field.enum.map((value) => code(String(value))).join(', ');
  if (field.anyOf) return [...new Set(field.anyOf.map(kindOf))].join(' or ');
  if (field.type === 'array') return `list of ${field.items ? kindOf(field.items) : 'anything'}`;
  return [field.type ?? 'anything'].flat().join(' or ');
}
