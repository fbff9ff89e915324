import type { MappingDocument } from '../document';
import type { FormulaScope } from '../formula/scope';
import type { CheckOptions } from '../check';
import { isDeeperThanAllowed } from '../compile';
import { checkTypes } from './check-types';
import { rootLevel } from './level';

/**
 * What the formulas of a rule may name, for the editor: of a loop the item with its fields, under the conditions of the
 * rule what these say. Undefined for a rule that is not there. Variables are known as `vars.<name>`.
 */
export function scopeOfRule(
  document: MappingDocument,
  ruleId: string,
  options: CheckOptions = {},
): FormulaScope | undefined {
  if (isDeeperThanAllowed(document)) return undefined;
  let found: FormulaScope | undefined;
  const visit = (id: string, scope: FormulaScope): void => {
    if (id === ruleId) found ??= scope;
  };
  checkTypes({ ...rootLevel(document, options), visit });
  return found;
}
