import type { MappingRule } from '@penstock/mapping';
import { titleOf, type SchemaField } from '../../../../shared/forms/schema-fields';
import { isNesting, startOf } from './rule-places';
import { fieldTree, keyOf, type FieldBranch, type FieldTree } from './field-tree';
import { typeWord } from './type-words';

/**
 * The target's fields as rows, in the order of its schema. Targets that rules fill and the schema does not know come
 * last: a schema that changed never takes a rule out of sight.
 */
export function targetFields(fields: readonly SchemaField[], rules: readonly MappingRule[]): FieldTree {
  const known = branchesOf(fields, '');
  const tree = fieldTree(known);
  const unknown = rules.flatMap((rule) => unknownBranches(rule, { tree, within: '' }));
  return unknown.length === 0 ? tree : fieldTree([...known, ...unknown]);
}

/** Targets people name themselves: the rules are all there is. */
export const freeFields = (rules: readonly MappingRule[]): FieldTree =>
  fieldTree(rules.map((rule) => ruleBranch(rule, { within: '', isUnknown: false })));

function branchesOf(fields: readonly SchemaField[], within: string): FieldBranch[] {
  return fields.map((field) => {
    const key = `${within}${field.path}`;
    return { ...described(field), key, path: key, children: childrenOf(field, { key, within }) };
  });
}

function childrenOf(field: SchemaField, { key, within }: { key: string; within: string }): FieldBranch[] {
  const { item } = field;
  if (!item) return branchesOf(field.fields, within);
  return branchesOf(item.fields, `${key}[].`);
}

const described = ({ name, title, required, kind, format, description, choices, options }: SchemaField) => ({
  name,
  title,
  type: typeWord({ kind, format }),
  isRequired: required,
  isList: kind === 'list',
  description,
  choices,
  options,
  sample: undefined,
  isUnknown: false,
});

interface Known {
  readonly tree: FieldTree;
  readonly within: string;
}

/** Inside a known list, each unknown item field is a row of its own at the end. */
function unknownBranches(rule: MappingRule, { tree, within }: Known): FieldBranch[] {
  const key = `${within}${rule.target}`;
  if (!tree.positions.has(keyOf(key))) return [ruleBranch(rule, { within, isUnknown: true })];
  if (!isNesting(rule)) return [];
  return rule.rules
    .filter(({ target }) => target !== '.')
    .flatMap((inner) => unknownBranches(inner, { tree, within: `${within}${startOf(rule)}` }));
}

function ruleBranch(rule: MappingRule, place: { readonly within: string; readonly isUnknown: boolean }): FieldBranch {
  const key = keyOf(`${place.within}${rule.target}`);
  const isList = rule.kind === 'each';
  return {
    key,
    path: key,
    name: rule.target,
    title: titleOf(rule.target),
    type: isList ? 'list' : rule.kind === 'object' ? 'object' : 'any',
    isRequired: false,
    isList,
    description: undefined,
    choices: [],
    sample: undefined,
    isUnknown: place.isUnknown,
    children: isNesting(rule)
      ? rule.rules.map((inner) => ruleBranch(inner, { ...place, within: `${place.within}${startOf(rule)}` }))
      : [],
  };
}
