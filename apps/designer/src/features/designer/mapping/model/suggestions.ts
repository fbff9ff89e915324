import {
  suggestMappings,
  type MappingRule,
  type RememberedPair,
  type SuggestField,
  type Suggestion,
} from '@penstock/mapping';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { ruleFor } from './rule-edits';
import { flattened, type SourceNode } from './source-tree';

export interface SuggestInput {
  readonly fields: readonly SchemaField[];
  readonly rules: readonly MappingRule[];
  readonly tree: readonly SourceNode[];
  /** Suggestions somebody has refused. */
  readonly rejected: readonly Pick<Suggestion, 'source' | 'target'>[];
}

/** Pairs for the targets nobody has filled yet. A list's first item is never taken for a single value by itself. */
export function suggestionsFor({ fields, rules, tree, rejected }: SuggestInput): readonly Suggestion[] {
  const { pairs } = suggestMappings({
    source: sourceFields(tree),
    target: freeTargets(fields, rules),
    memory: rejected.map(({ source, target }): RememberedPair => ({ source, target, confirmed: 0, rejected: 1 })),
  });
  return pairs.filter(({ source, target }) => listsIn(source) <= listsIn(target));
}

const listsIn = (path: string): number => path.match(/\[\d*\]/g)?.length ?? 0;

const typeWords: Readonly<Record<SchemaField['kind'], string>> = {
  text: 'string',
  choice: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  object: 'object',
  pairs: 'object',
  any: 'any',
};

function sourceFields(tree: readonly SourceNode[]): SuggestField[] {
  return flattened(tree)
    .filter(({ children, kind }) => children.length === 0 && kind !== 'object')
    .map(({ path, kind, sample }) => ({ path, type: typeWords[kind], sample }));
}

/** Leaves without a rule of their own, of their object or of their list; in lists as `lines[].sku`. */
function freeTargets(fields: readonly SchemaField[], rules: readonly MappingRule[], within = ''): SuggestField[] {
  return fields.flatMap((field) => {
    const rule = ruleFor(rules, field.path);
    const path = `${within}${field.path}`;
    const members = field.item?.fields ?? [];
    if (rule && rule.kind !== 'each') return [];
    if (members.length > 0) return freeTargets(members, rule?.kind === 'each' ? rule.rules : [], `${path}[].`);
    if (rule) return [];
    return field.kind === 'object' ? freeTargets(field.fields, rules, within) : [targetField(field, path)];
  });
}

const targetField = ({ kind, description, required, format, choices }: SchemaField, path: string): SuggestField => ({
  path,
  type: typeWords[kind],
  description,
  required,
  format,
  ...(choices.length > 0 && { choices }),
});
