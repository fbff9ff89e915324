import { scopeOfRule, type FormulaRule } from '@penstock/mapping';
import { useMemo } from 'react';
import { FormulaField } from '../formula/formula-field';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { DescribeFormula } from './describe-formula';

interface FormulaDetailsProps {
  readonly rule: FormulaRule;
  onChange(rule: FormulaRule): void;
}

/** The formula of a target. An emptied one is kept as it was: a rule without a formula says nothing. */
export function FormulaDetails({ rule, onChange }: FormulaDetailsProps) {
  const { schemas, schema, mapping } = useStudioModel();
  const scope = useMemo(
    () => scopeOfRule(mapping, rule.id, { sources: schemas, ...(schema && { target: schema }) }),
    [mapping, rule.id, schemas, schema],
  );
  if (!scope) return null;
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
