import { ActionIcon } from '@mantine/core';
import type { MappingRule } from '@penstock/mapping';
import { IconX } from '@tabler/icons-react';
import { FieldControl } from '../../../../shared/forms/field-renderers';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { sourcesOfRule, stepsOfRule, withData, type DataRule, type PlainRule } from '../model/rule-edits';
import { strings } from '../strings';
import { SourcePicker } from './source-picker';
import { TransformationChips } from './transformation-chips';

/** Several sources need a step that makes one value of them. */
const joinWithBlank = [{ op: 'concat', args: { separator: ' ' } }];

interface RuleEditorProps {
  readonly rule: PlainRule;
  readonly field: SchemaField;
  onChange(rule: MappingRule): void;
}

/** The value of one target: a fixed one, or data with what is done to it. */
export function RuleEditor({ rule, field, onChange }: RuleEditorProps) {
  if (rule.kind === 'const') {
    return (
      <FieldControl
        field={{ ...field, required: false }}
        name={field.path}
        value={rule.value}
        onChange={(value) => onChange({ ...rule, value: (value ?? '') as typeof rule.value })}
      />
    );
  }
  return <DataRuleEditor rule={rule} label={field.path} onChange={onChange} />;
}

interface DataRuleEditorProps {
  readonly rule: DataRule;
  readonly label: string;
  onChange(rule: MappingRule): void;
}

function DataRuleEditor({ rule, label, onChange }: DataRuleEditorProps) {
  const sources = sourcesOfRule(rule);
  const steps = stepsOfRule(rule);
  const setSource = (index: number, path: string): void =>
    onChange(
      withData(
        rule,
        sources.map((old, at) => (at === index ? { ...old, path } : old)),
        steps,
      ),
    );
  return (
    <div className={steps.length > 0 ? 'ps-data-rule ps-data-rule--steps' : 'ps-data-rule'}>
      <div className="ps-data-rule__sources">
        {sources.length === 0 && (
          <SourcePicker path={null} label={label} onChoose={(path) => onChange(withData(rule, [{ path }], steps))} />
        )}
        {sources.map(({ path }, index) => (
          <span key={index} className="ps-data-rule__source">
            <SourcePicker
              path={path}
              label={sources.length === 1 ? label : `${label}, source ${index + 1}`}
              onChoose={(next) => setSource(index, next)}
            />
            {sources.length > 1 && (
              <ActionIcon
                size={24}
                aria-label={`${strings.remove} ${path}`}
                onClick={() =>
                  onChange(
                    withData(
                      rule,
                      sources.filter((_source, at) => at !== index),
                      steps,
                    ),
                  )
                }
              >
                <IconX size={13} />
              </ActionIcon>
            )}
          </span>
        ))}
      </div>
      {sources.length > 0 && (
        <>
          <SourcePicker
            asPlus
            path={null}
            label={strings.addSource}
            onChoose={(path) =>
              onChange(withData(rule, [...sources, { path }], steps.length > 0 ? steps : joinWithBlank))
            }
          />
          <TransformationChips steps={steps} onChange={(next) => onChange(withData(rule, sources, next))} />
        </>
      )}
    </div>
  );
}
