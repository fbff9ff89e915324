import type { ValueRule, ValueTable } from '../document';
import type { FormulaScope } from '../formula/scope';
import { typeAt } from '../formula/scope';
import { membersOf, types, type Type } from '../types/type';
import { withoutNull } from '../types/union';
import type { TypeLevel } from './level';
import { typeThroughSteps } from './step-types';

/** Value tables that have no row for a value their source is known to have. */
export function checkTables(rule: ValueRule, level: TypeLevel, scope: FormulaScope): void {
  if (rule.kind !== 'pipe') return;
  const { tables } = level.document;
  rule.steps.forEach(({ op, args }, position) => {
    const name = String(args['table']);
    const table = op === 'valueTable' && Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (!table) return;
    const source = rule.from.length === 1 ? typeAt(rule.from[0]?.path ?? '', scope) : types.any;
    const missing = uncovered(table, typeThroughSteps(source, rule.steps.slice(0, position), level.document));
    if (missing.length === 0) return;
    level.problems.push({
      ruleId: rule.id,
      path: rule.target,
      code: 'TABLE_NOT_COMPLETE',
      severity: 'warning',
      message: `The value table "${name}" has no row for ${missing
        .slice(0, 6)
        .map((value) => JSON.stringify(value))
        .join(', ')}${missing.length > 6 ? ' …' : ''}.`,
      fix: 'Add rows for them, or say what becomes of values without a row.',
    });
  });
}

/** Values of a type that a table refuses. */
export function uncovered({ rows, ignoreCase, unmatched }: ValueTable, type: Type): readonly string[] {
  if (unmatched !== 'error') return [];
  const normal = (key: string): string => (ignoreCase ? key.trim().toLowerCase() : key);
  const known = new Set(rows.map(([key]) => normal(key)));
  const choices = membersOf(withoutNull(type)).flatMap((member) =>
    member.kind === 'string' && member.enum ? member.enum : [],
  );
  return choices.filter((choice) => !known.has(normal(choice)));
}
