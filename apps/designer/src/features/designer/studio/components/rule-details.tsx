import type { MappingRule, ValueRule } from '@penstock/mapping';
import { FieldControl } from '../../../../shared/forms/field-renderers';
import { isValueRule } from '../../mapping/model/rule-edits';
import { constantField } from '../model/constant-field';
import type { FieldNode } from '../model/field-tree';
import { withPlacedRule } from '../model/placed-rules';
import { isNesting, type RulePlace } from '../model/rule-places';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { DecisionGrid } from './decision-grid';
import { FormulaDetails } from './formula-details';
import { InLoops } from './in-loops';
import { LoopDetails } from './loop-details';
import { PartDetails } from './part-details';
import { PipelineEditor } from './pipeline-editor';
import { RebindOffer } from './rebind-offer';
import { RuleKind } from './rule-kind';
import { RuleComment, RuleCondition, RuleReactions } from './rule-reactions';
import { StartHere } from './start-here';
import { TableCoverage } from './table-coverage';

interface RuleDetailsProps {
  readonly node: FieldNode;
  readonly place: RulePlace | undefined;
}

/** How one target is made, every part of it open to change. */
export function RuleDetails({ node, place }: RuleDetailsProps) {
  const { mapping, problemOf, edit } = useStudioModel();
  if (!place) return <StartHere node={node} />;
  const { rule, around } = place;
  const problem = problemOf.get(rule.id);
  const change = (next: MappingRule): void =>
    edit(withPlacedRule(mapping, around, next), strings.editLabel(node.name), `rule ${rule.id}`);
  const items = around.flatMap(({ kind, as }) => (kind === 'each' && as !== undefined ? [as] : []));
  return (
    <InLoops around={around}>
      <div className="ps-detail__body">
        {node.isUnknown && <RebindOffer node={node} place={place} />}
        {problem !== undefined && <div className="ps-notice ps-notice--failed">{problem}</div>}
        {items.length > 0 && <p className="ps-meta">{strings.insideLoops(items.join(', '))}</p>}
        {rule.kind === 'each' && <LoopDetails rule={rule} onChange={change} />}
        {isNesting(rule) && <PartDetails rule={rule} around={around} target={place.target} />}
        {rule.kind === 'omit' && <p className="ps-meta">{strings.stateWords.omitted}</p>}
        {isValueRule(rule) && <ValueDetails node={node} rule={rule} onChange={change} />}
        <RuleComment rule={rule} onChange={change} />
      </div>
    </InLoops>
  );
}

interface ValueDetailsProps {
  readonly node: FieldNode;
  readonly rule: ValueRule;
  onChange(rule: MappingRule): void;
}

function ValueDetails({ node, rule, onChange }: ValueDetailsProps) {
  return (
    <>
      <RuleKind rule={rule} onChange={onChange} />
      <ValueSource node={node} rule={rule} onChange={onChange} />
      <RuleCondition rule={rule} onChange={onChange} />
      <RuleReactions rule={rule} onChange={onChange} />
    </>
  );
}

function ValueSource({ node, rule, onChange }: ValueDetailsProps) {
  switch (rule.kind) {
    case 'const':
      return (
        <FieldControl
          field={constantField(node)}
          name={strings.fixedValue}
          value={rule.value}
          onChange={(value) => onChange({ ...rule, value: (value ?? '') as typeof rule.value })}
        />
      );
    case 'formula':
      return <FormulaDetails rule={rule} onChange={onChange} />;
    case 'decision':
      return <DecisionGrid rule={rule} onChange={onChange} />;
    case 'copy':
    case 'pipe':
      return (
        <>
          <PipelineEditor rule={rule} label={node.name} onChange={onChange} />
          <TableCoverage rule={rule} choices={node.choices} />
        </>
      );
  }
}
