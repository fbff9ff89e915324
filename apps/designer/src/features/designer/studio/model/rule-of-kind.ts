import { pathsOfRule, type MappingRule, type ValueRule } from '@penstock/mapping';
import { sharedPartsOf } from '../../mapping/model/rule-edits';

export type ValueKind = 'pipe' | 'const' | 'formula' | 'decision';

/** A rule of the wanted kind for the same target; it starts from the source the old one read. */
export function ruleOfKind(kind: ValueKind, rule: ValueRule): MappingRule {
  const shared = { ...sharedPartsOf(rule), id: rule.id, target: rule.target };
  const { when: _when, ...unconditional } = rule;
  const [path] = pathsOfRule(unconditional as MappingRule);
  switch (kind) {
    case 'pipe':
      return path === undefined
        ? { ...shared, kind: 'pipe', from: [], steps: [] }
        : { ...shared, kind: 'copy', from: { path } };
    case 'const':
      return { ...shared, kind: 'const', value: '' };
    case 'formula':
      return { ...shared, kind: 'formula', formula: path ?? 'null' };
    case 'decision':
      return {
        ...shared,
        kind: 'decision',
        columns: [{ formula: path ?? 'true' }],
        rows: [{ cells: [null], value: '' }],
      };
  }
}
