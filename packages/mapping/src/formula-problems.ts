import type { MappingRule, MappingVariable } from './document';
import type { DocumentEdit } from './document-edit';
import { parsePath, type PathSegment } from './field-path';
import { applyFix, type FormulaDiagnostic } from './formula/diagnostic';
import type { FormulaRefused } from './formula/run/compile-formula';
import type { MappingProblem } from './problems';

/** What is wrong with a formula, as problems of its rule: each with its place, its characters and the edit that mends it. */
export function formulaProblems(
  rule: MappingRule,
  { place, diagnostics }: Pick<FormulaRefused, 'place' | 'diagnostics'>,
): MappingProblem[] {
  return diagnostics.map((diagnostic) => {
    const edit = ruleEdit(rule, place, diagnostic);
    return { ruleId: rule.id, path: rule.target, place, ...wordsOf(diagnostic), ...(edit && { edit }) };
  });
}

/** The same for a variable of the document, which problems know as `vars.<name>`. */
export function variableProblems(
  { name, formula }: MappingVariable,
  diagnostics: readonly FormulaDiagnostic[],
): MappingProblem[] {
  return diagnostics.map((diagnostic) => {
    const [fix] = diagnostic.fixes;
    const edit: DocumentEdit | undefined = fix && {
      kind: 'replace-variable',
      title: fix.title,
      name,
      formula: applyFix(formula, fix),
    };
    return { ruleId: `vars.${name}`, place: 'formula', ...wordsOf(diagnostic), ...(edit && { edit }) };
  });
}

const wordsOf = ({ code, severity, message, hint, range }: FormulaDiagnostic) => ({
  code,
  severity,
  message,
  fix: hint,
  range,
});

function ruleEdit(rule: MappingRule, place: string, { fixes }: FormulaDiagnostic): DocumentEdit | undefined {
  const [fix] = fixes;
  const path = parsePath(place);
  const text = fix && path.ok ? textAt(rule, path.value) : undefined;
  if (!fix || !path.ok || text === undefined) return undefined;
  return {
    kind: 'replace-rule',
    title: fix.title,
    rule: withText(rule, path.value, applyFix(text, fix)) as MappingRule,
  };
}

/** The formula at a place of a rule. */
export function textAt(rule: MappingRule, path: readonly PathSegment[]): string | undefined {
  let value: unknown = rule;
  for (const segment of path) value = (value as Record<PathSegment, unknown> | undefined)?.[segment];
  return typeof value === 'string' ? value : undefined;
}

function withText(value: unknown, [segment, ...rest]: readonly PathSegment[], text: string): unknown {
  if (segment === undefined) return text;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === segment ? withText(item, rest, text) : item));
  const members = value as Record<PathSegment, unknown>;
  return { ...members, [segment]: withText(members[segment], rest, text) };
}
