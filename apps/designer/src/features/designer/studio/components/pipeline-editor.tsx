import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNow } from '../../../../shared/lib/use-now';
import { DecisionSample } from '../../mapping/components/decision-table-editor';
import { SourcePicker } from '../../mapping/components/source-picker';
import { AddTransformation, swapped, TransformationChip } from '../../mapping/components/transformation-chips';
import { shownValue, valueOf } from '../../mapping/model/sample-values';
import { useMappingSurroundings } from '../../mapping/model/mapping-context';
import { sourcesOfRule, stepsOfRule, withData, type DataRule } from '../../mapping/model/rule-edits';
import { pipelineValues, type StageValue } from '../model/pipeline-values';
import { strings } from '../strings';

interface PipelineEditorProps {
  readonly rule: DataRule;
  readonly label: string;
  onChange(rule: DataRule): void;
}

const joinWithBlank = [{ op: 'concat', args: { separator: ' ' } }];

/** Sources, then steps from top to bottom, each with the value after it. */
export function PipelineEditor({ rule, label, onChange }: PipelineEditorProps) {
  const { sample, tables } = useMappingSurroundings();
  const now = useNow();
  const sources = sourcesOfRule(rule);
  const steps = stepsOfRule(rule);
  const stages = useMemo(() => pipelineValues({ rule, scope: sample, tables, now }), [rule, sample, tables, now]);
  const setSteps = (next: typeof steps): void => onChange(withData(rule, sources, next));
  const setSources = (next: typeof sources, nextSteps = steps): void => onChange(withData(rule, next, nextSteps));
  return (
    <ol className="ps-pipeline" aria-label={strings.pipeline}>
      {sources.map(({ path }, index) => (
        <li key={`${index}-${path}`} className="ps-pipeline__stage">
          <SourcePicker
            path={path}
            label={sources.length === 1 ? label : `${label}, ${strings.sourceNumber(index + 1)}`}
            onChoose={(next) => setSources(sources.map((old, at) => (at === index ? { ...old, path: next } : old)))}
          />
          {sources.length > 1 && (
            <ActionIcon
              size={22}
              aria-label={strings.removeSource(path)}
              onClick={() => setSources(sources.filter((_source, at) => at !== index))}
            >
              <IconX size={13} />
            </ActionIcon>
          )}
          <Stage stage={{ ok: true, value: valueOf(path, sample) }} />
        </li>
      ))}
      {sources.length === 0 && (
        <li className="ps-pipeline__stage">
          <SourcePicker path={null} label={label} onChoose={(path) => setSources([{ path }])} />
        </li>
      )}
      {steps.map((step, index) => {
        const before = stages[index];
        return (
          <li key={`${index}-${step.op}`} className="ps-pipeline__stage">
            <DecisionSample value={before?.ok ? before.value : undefined}>
              <TransformationChip
                step={step}
                onChange={(next) => setSteps(steps.map((old, at) => (at === index ? next : old)))}
                onRemove={() => setSteps(steps.filter((_step, at) => at !== index))}
                {...(index > 0 && { onEarlier: () => setSteps(swapped(steps, index - 1)) })}
                {...(index < steps.length - 1 && { onLater: () => setSteps(swapped(steps, index)) })}
              />
            </DecisionSample>
            <Stage stage={stages[index + 1]} />
          </li>
        );
      })}
      <li className="ps-pipeline__add">
        <AddTransformation onAdd={(op) => setSteps([...steps, { op, args: {} }])} />
        {sources.length > 0 && (
          <SourcePicker
            asPlus
            path={null}
            label={strings.addSource}
            onChoose={(path) => setSources([...sources, { path }], steps.length > 0 ? steps : joinWithBlank)}
          />
        )}
      </li>
    </ol>
  );
}

/** A stage after one that failed has no value. */
function Stage({ stage }: { readonly stage: StageValue | undefined }) {
  if (!stage) return <output className="ps-pipeline__value ps-dimmed">–</output>;
  if (!stage.ok) return <output className="ps-pipeline__reason">{stage.reason}</output>;
  const text = shownValue(stage.value);
  return (
    <output className="ps-pipeline__value" title={text}>
      {text === '' ? <span className="ps-dimmed">{strings.empty}</span> : text}
    </output>
  );
}
