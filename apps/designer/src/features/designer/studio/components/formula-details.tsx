import type { FormulaRule } from '@penstock/mapping';
import { useMemo } from 'react';
import { FormulaField } from '../formula/formula-field';
import { formulaScopeOf } from '../model/formula-scope-of';
import type { RulePlace } from '../model/rule-places';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { DescribeFormula } from './describe-formula';

interface FormulaDetailsProps {
  readonly rule: FormulaRule;
  readonly around: RulePlace['around'];
  onChange(rule: FormulaRule): void;
}

/** The formula of a target. An emptied one is kept as it was: a rule without a formula says nothing. */
export function FormulaDetails({ rule, around, onChange }: FormulaDetailsProps) {
  const { schemas, mapping } = useStudioModel();
  const scope = useMemo(
    () => formulaScopeOf({ schemas, tables: mapping.tables, around, from: rule.from }),
    [schemas, mapping.tables, around, rule.from],
  );
  return (
    <section className="ps-detail__section" aria-label={strings.formula}>
      <div className="ps-detail__label">{strings.formula}</div>
      <FormulaField
        label={strings.formula}
        value={rule.formula}
        scope={scope}
        onChange={(formula) => formula.trim() !== '' && onChange({ ...rule, formula })}
      />
      <p className="ps-meta">{strings.formulaHelp}</p>
      <DescribeFormula rule={rule} onUse={(formula) => onChange({ ...rule, formula })} />
    </section>
  );
}
