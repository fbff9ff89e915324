import type { MappingRule } from '../document';
import { parsePath } from '../field-path';
import type { MappingProblem } from '../problems';
import { assignability } from '../types/assign';
import { cardDataLeak } from '../types/card-data-leak';
import { memberOf, itemOf } from '../types/members';
import { types, type Type } from '../types/type';
import { describeType } from '../types/type-words';
import { isNullable, withoutNull } from '../types/union';
import { conversionEdit } from './conversion-edits';
import type { TypeLevel } from './level';

export interface Assignment {
  /** Everything that may stand at the target. */
  readonly type: Type;
  /** Of that, what the rule makes … */
  readonly made: Type;
  /** … and what stands in for it: default and otherwise. */
  readonly stands: readonly Type[];
  readonly target: Type | undefined;
  /** Whether the rule leaves its target out for some records. */
  readonly isLeftOut: boolean;
}

/** Whether what a rule makes may stand at its target. Kinds of plain rules that cannot fit are told by `checkMapping`. */
export function checkAssignment(
  rule: MappingRule,
  level: TypeLevel,
  { type, made, stands, target, isLeftOut }: Assignment,
): void {
  const report = (words: Omit<MappingProblem, 'ruleId' | 'path'>): void => {
    level.problems.push({ ruleId: rule.id, path: rule.target, ...words });
  };
  const leak = cardDataLeak(type, target ?? types.any);
  if (leak) report(leakWords(leak.label));
  if (!target) return;
  const isFormula = rule.kind === 'formula' || rule.kind === 'decision';
  checkFit(rule, level, { type: withoutNull(made), target, isFormula });
  for (const stand of stands) {
    const { fit } = assignability(withoutNull(stand), target);
    if (fit === 'impossible' || (fit === 'lossy' && level.thorough)) report(standWords(stand, target));
  }
  const mayBeMissing = isNullable(type) || isLeftOut;
  if (mayBeMissing && (isFormula || level.thorough) && isRequired(rule.target, level)) report(missingWords);
  if (
    isNullable(type) &&
    !isFormula &&
    level.thorough &&
    rule.kind !== 'each' &&
    !isNullable(target) &&
    target.kind !== 'any'
  )
    report(nullWords);
}

function checkFit(
  rule: MappingRule,
  level: TypeLevel,
  { type, target, isFormula }: { type: Type; target: Type; isFormula: boolean },
): void {
  const { fit, reason, path, conversion, unsure } = assignability(type, target);
  if (fit === 'exact' || fit === 'widening' || (unsure && !level.thorough)) return;
  if (!isFormula && fit === 'impossible' && !level.thorough && (path.length === 0 || rule.kind === 'const')) return;
  if (!isFormula && conversion?.kind === 'parse-date' && path.length === 0) return;
  const edit = conversion && path.length === 0 ? conversionEdit(rule, conversion) : undefined;
  const where = path.length === 0 ? '' : ` (${path.join('.')})`;
  level.problems.push({
    ruleId: rule.id,
    path: rule.target,
    code: fit === 'impossible' ? 'TARGET_KIND' : 'LOSSY',
    severity: fit === 'impossible' && isFormula && !type.observed ? 'error' : 'warning',
    message: `"${rule.target}"${where}: ${reason}.`,
    fix: edit ? `${edit.title}.` : 'Convert the value, or map another field.',
    ...(rule.kind === 'formula' && { place: 'formula', range: { start: 0, end: rule.formula.length } }),
    ...(edit && { edit }),
  });
}

const leakWords = (label: string): Omit<MappingProblem, 'ruleId' | 'path'> => ({
  code: 'CARD_DATA',
  severity: 'error',
  message: `This would carry card data (${label}) to a place that is not made for it.`,
  fix: 'Map the masked number or the token of the vault, or use MASK.',
});

const standWords = (stand: Type, target: Type): Omit<MappingProblem, 'ruleId' | 'path'> => ({
  code: 'TARGET_KIND',
  severity: 'error',
  message: `What stands in for a missing value is ${describeType(stand)}, and ${describeType(target)} is wanted.`,
  fix: 'Choose another default.',
});

const missingWords: Omit<MappingProblem, 'ruleId' | 'path'> = {
  code: 'REQUIRED_MAY_BE_MISSING',
  severity: 'warning',
  message: 'The target is required, and for some records this rule makes nothing.',
  fix: 'Give it a default.',
};

const nullWords: Omit<MappingProblem, 'ruleId' | 'path'> = {
  code: 'MAY_BE_NULL',
  severity: 'warning',
  message: 'The source may be null, and the target takes no null.',
  fix: 'Give it a default, or a condition.',
};

/** Whether the object a target lies in must have it. */
function isRequired(path: string, { target }: TypeLevel): boolean {
  const parsed = parsePath(path);
  if (!target || !parsed.ok || path === '.') return path === '.';
  let type: Type = target;
  let required = false;
  for (const segment of parsed.value) {
    if (typeof segment === 'number') {
      type = itemOf(withoutNull(type)) ?? types.any;
      required = false;
    } else {
      const { property } = memberOf(withoutNull(type), segment);
      required = property?.required === true;
      type = property?.type ?? types.any;
    }
  }
  return required;
}
