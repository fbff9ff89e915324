import type { MappingRule } from '@penstock/mapping';
import { FieldControl } from '../../../../shared/forms/field-renderers';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import type { FieldNode } from '../model/field-tree';
import { withPlacedRule } from '../model/placed-rules';
import type { RulePlace } from '../model/rule-places';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';
import { InLoops } from './in-loops';
import { LoopDetails } from './loop-details';
import { PipelineEditor } from './pipeline-editor';
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
  const { rule, loops } = place;
  const problem = problemOf.get(rule.id);
  const change = (next: MappingRule): void =>
    edit(withPlacedRule(mapping, loops, next), strings.editLabel(node.name), `rule ${rule.id}`);
  return (
    <InLoops loops={loops}>
      <div className="ps-detail__body">
        {problem !== undefined && <div className="ps-notice ps-notice--failed">{problem}</div>}
        {loops.length > 0 && <p className="ps-meta">{strings.insideLoops(loops.map(({ as }) => as).join(', '))}</p>}
        {rule.kind === 'each' ? (
          <LoopDetails rule={rule} onChange={change} />
        ) : (
          <ValueDetails node={node} rule={rule} onChange={change} />
        )}
        <RuleComment rule={rule} onChange={change} />
      </div>
    </InLoops>
  );
}

interface ValueDetailsProps {
  readonly node: FieldNode;
  readonly rule: Exclude<MappingRule, { kind: 'each' }>;
  onChange(rule: MappingRule): void;
}

function ValueDetails({ node, rule, onChange }: ValueDetailsProps) {
  return (
    <>
      {rule.kind === 'const' ? (
        <FieldControl
          field={constantField(node)}
          name={strings.fixedValue}
          value={rule.value}
          onChange={(value) => onChange({ ...rule, value: (value ?? '') as typeof rule.value })}
        />
      ) : (
        <>
          <PipelineEditor rule={rule} label={node.name} onChange={onChange} />
          <TableCoverage rule={rule} choices={node.choices} />
        </>
      )}
      <RuleCondition rule={rule} onChange={onChange} />
      <RuleReactions rule={rule} onChange={onChange} />
    </>
  );
}

const kinds: Readonly<Record<string, SchemaField['kind']>> = {
  'yes/no': 'boolean',
  choice: 'choice',
  number: 'number',
};

/** The target's own field control: a choice stays a choice. */
const constantField = ({ name, key, title, type, choices }: FieldNode): SchemaField => ({
  name,
  path: key,
  title,
  description: undefined,
  kind: kinds[type] ?? 'text',
  required: false,
  widget: undefined,
  format: type === 'date' ? 'date' : undefined,
  choices,
  defaultValue: undefined,
  fields: [],
  item: undefined,
});
