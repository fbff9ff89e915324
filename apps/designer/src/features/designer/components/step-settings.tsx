import { Textarea } from '@mantine/core';
import type { ActionStep, FlowStep } from '@penstock/flow-model';
import { IconCoin, IconShieldCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { actionOf, connectorOf, effectPromise, movesMoney } from '../../../shared/lib/connector-catalog';
import { ConditionBuilder } from '../mapping/components/condition-builder';
import { MappingEditor } from '../mapping/components/mapping-editor';
import { MappingContext } from '../mapping/model/mapping-context';
import { sourcesOf, type StepSources } from '../mapping/model/step-sources';
import { useSampleRecord } from '../mapping/model/use-sample-record';
import { useEditor, useEditorState } from '../model/editor-context';
import { problemsByField } from '../model/count-problems';
import { SlotField } from './slot-field';

interface StepSettingsProps {
  readonly step: FlowStep;
  readonly field: string | null;
  onChange(step: FlowStep): void;
}

export function StepSettings({ step, field, onChange }: StepSettingsProps) {
  const { connectors } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const record = useSampleRecord(useEditorState((state) => state.flowId));
  const sources = useMemo(() => sourcesOf(step.id, { flow, connectors, record }), [step.id, flow, connectors, record]);
  const allProblems = useEditorState((state) => state.problems);
  const problems = useMemo(() => problemsByField(allProblems, step.id), [allProblems, step.id]);
  const shared = { sources, problems, isRealRecord: record !== null, focusedField: field };
  switch (step.kind) {
    case 'action':
      return <ActionSettings step={step} onChange={onChange} {...shared} />;
    case 'map':
      return (
        <MappingEditor
          label={step.name}
          mapping={step.mapping}
          schema={null}
          onChange={(mapping) => onChange({ ...step, mapping })}
          {...shared}
        />
      );
    case 'if':
      return (
        <ConditionOf sources={sources}>
          <ConditionBuilder condition={step.condition} onChange={(condition) => onChange({ ...step, condition })} />
        </ConditionOf>
      );
    case 'stop':
      return (
        <Textarea
          label="Message"
          description="For the person who looks at the run: what happened, what it means for the money, what to do."
          autosize
          minRows={3}
          maxLength={500}
          value={step.message}
          onChange={(event) =>
            event.currentTarget.value !== '' && onChange({ ...step, message: event.currentTarget.value })
          }
        />
      );
    default:
      return <div className="ps-notice">This kind of step is edited in the flow file.</div>;
  }
}

interface ActionSettingsProps {
  readonly step: ActionStep;
  readonly sources: StepSources;
  readonly problems: ReadonlyMap<string, string>;
  readonly isRealRecord: boolean;
  readonly focusedField: string | null;
  onChange(step: FlowStep): void;
}

function ActionSettings({ step, onChange, ...shared }: ActionSettingsProps) {
  const { connectors } = useEditor();
  const action = actionOf(connectors, step);
  const connector = connectorOf(connectors, step.connector);
  if (!action || !connector) {
    return (
      <div className="ps-notice ps-notice--failed">
        The connector of this step is not installed here. Install it, or replace the step.
      </div>
    );
  }
  const PromiseIcon = movesMoney(action) ? IconCoin : IconShieldCheck;
  return (
    <>
      <div className="ps-step-panel__promise">
        <PromiseIcon size={18} stroke={1.75} aria-hidden />
        <div>
          <strong>
            {connector.title} · {action.title}
          </strong>
          <div>{action.summary}</div>
          <div className="ps-dimmed">{effectPromise(action)}</div>
        </div>
      </div>
      {connector.connection && (
        <SlotField connector={step.connector} slot={step.slot} onChange={(slot) => onChange({ ...step, slot })} />
      )}
      <MappingEditor
        label={step.name}
        mapping={step.input}
        schema={action.inputSchema}
        onChange={(input) => onChange({ ...step, input })}
        {...shared}
      />
    </>
  );
}

function ConditionOf({ sources, children }: { readonly sources: StepSources; readonly children: React.ReactNode }) {
  const surroundings = useMemo(() => ({ ...sources, tables: {}, onTables: () => undefined }), [sources]);
  return <MappingContext.Provider value={surroundings}>{children}</MappingContext.Provider>;
}
