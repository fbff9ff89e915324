import { canMakeValue, type MappingRule } from '@penstock/mapping';
import { titleOf, type SchemaField } from '../../../../shared/forms/schema-fields';

/** One line of the mapping table. */
export interface TargetRow {
  readonly field: SchemaField;
  readonly rule: MappingRule | undefined;
  /** The object the field is part of; absent at the top. */
  readonly group: string | undefined;
}

/** The rows of a target schema in its order: leaves, lists, objects that a rule fills whole, and targets it does not know. */
export function targetRows(fields: readonly SchemaField[], rules: readonly MappingRule[]): TargetRow[] {
  const known = fields.flatMap((field) => rowsOf(field, rules, { group: undefined, isRequired: true }));
  const paths = new Set(known.map(({ field }) => field.path));
  const unknown = rules.filter(({ target }) => !paths.has(target));
  return [...known, ...unknown.map((rule) => ({ field: freeField(rule), rule, group: undefined }))];
}

/** Rows without a schema: the rules themselves. */
export const freeRows = (rules: readonly MappingRule[]): TargetRow[] =>
  rules.map((rule) => ({ field: freeField(rule), rule, group: undefined }));

export const isMissing = ({ field, rule }: TargetRow): boolean => field.required && !(rule && canMakeValue(rule));

/** Optional and empty: out of sight until somebody asks. */
export const isQuiet = ({ field, rule }: TargetRow): boolean => !field.required && rule === undefined;

interface Around {
  readonly group: string | undefined;
  /** A required field of an absent optional object is not missing. */
  readonly isRequired: boolean;
}

function rowsOf(field: SchemaField, rules: readonly MappingRule[], around: Around): TargetRow[] {
  const rule = rules.find(({ target }) => target === field.path);
  const isUsed = rules.some(({ target }) => target === field.path || target.startsWith(`${field.path}.`));
  const isRequired = field.required && (around.isRequired || isUsed);
  if (field.kind !== 'object' || rule)
    return [{ field: { ...field, required: isRequired }, rule, group: around.group }];
  return field.fields.flatMap((member) =>
    rowsOf(member, rules, { group: field.title, isRequired: isRequired || isUsed }),
  );
}

function freeField({ target, kind }: MappingRule): SchemaField {
  return {
    name: target,
    path: target,
    title: titleOf(target),
    description: undefined,
    kind: kind === 'each' ? 'list' : 'any',
    required: false,
    widget: undefined,
    format: undefined,
    choices: [],
    defaultValue: undefined,
    fields: [],
    item: undefined,
  };
}
