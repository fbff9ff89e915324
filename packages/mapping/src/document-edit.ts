import type { MappingDocument, MappingRule, ValueTable } from './document';

/** A change of a document as data: what a quick fix does, and what undo takes back. */
export type DocumentEdit =
  | { readonly kind: 'replace-rule'; readonly title: string; readonly rule: MappingRule }
  /** At the end of the rules, or of those of the loop or object `within`. */
  | { readonly kind: 'add-rule'; readonly title: string; readonly rule: MappingRule; readonly within?: string }
  | { readonly kind: 'remove-rule'; readonly title: string; readonly ruleId: string }
  | { readonly kind: 'replace-table'; readonly title: string; readonly name: string; readonly table: ValueTable }
  | { readonly kind: 'replace-variable'; readonly title: string; readonly name: string; readonly formula: string };

/** The document as the edit leaves it; unchanged where the rule it is about is gone. */
export function applyEdit(document: MappingDocument, edit: DocumentEdit): MappingDocument {
  switch (edit.kind) {
    case 'replace-rule':
      return everyList(document, (rules) => rules.map((rule) => (rule.id === edit.rule.id ? edit.rule : rule)));
    case 'remove-rule':
      return everyList(document, (rules) => rules.filter(({ id }) => id !== edit.ruleId));
    case 'add-rule':
      return addRule(document, edit);
    case 'replace-table':
      return { ...document, tables: { ...document.tables, [edit.name]: edit.table } };
    case 'replace-variable':
      return {
        ...document,
        vars: (document.vars ?? []).map((one) => (one.name === edit.name ? { ...one, formula: edit.formula } : one)),
      };
  }
}

function addRule(
  document: MappingDocument,
  { rule, within }: Extract<DocumentEdit, { kind: 'add-rule' }>,
): MappingDocument {
  if (within === undefined) return { ...document, rules: [...document.rules, rule] };
  return everyList(document, (rules) =>
    rules.map((each) =>
      each.id === within && (each.kind === 'each' || each.kind === 'object')
        ? { ...each, rules: [...each.rules, rule] }
        : each,
    ),
  );
}

type ChangeList = (rules: readonly MappingRule[]) => readonly MappingRule[];

function everyList(document: MappingDocument, change: ChangeList): MappingDocument {
  const parts = Object.entries(document.parts ?? {}).map(([name, part]) => [
    name,
    { ...part, rules: [...inside(part.rules, change)] },
  ]);
  return {
    ...document,
    rules: [...inside(document.rules, change)],
    ...(document.parts && { parts: Object.fromEntries(parts) as MappingDocument['parts'] }),
  };
}

const inside = (rules: readonly MappingRule[], change: ChangeList): readonly MappingRule[] =>
  change(rules).map((rule) =>
    rule.kind === 'each' || rule.kind === 'object' ? { ...rule, rules: inside(rule.rules, change) } : rule,
  );
