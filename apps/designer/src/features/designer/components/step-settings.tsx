import { effectPromise, type ActionStep, type FlowStep, type MapStep } from '@penstock/flow-model';
import { IconCoin, IconShieldCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { actionOf, connectorOf, movesMoney } from '../../../shared/lib/connector-catalog';
import { ConditionBuilder } from '../mapping/components/condition-builder';
import { MappingEditor } from '../mapping/components/mapping-editor';
import { MappingContext } from '../mapping/model/mapping-context';
import { sourcesOf } from '../mapping/model/step-sources';
import { useEditor, useEditorState } from '../model/editor-context';
import { useFlowAround } from '../model/use-flow-around';
import { problemsByField } from '../model/count-problems';
import { ActionLimits } from '../settings/components/action-limits';
import { useStepRecord } from '../samples/model/use-step-record';
import { FailureExit } from '../settings/components/failure-exit';
import { FilterSettings } from '../settings/components/filter-settings';
import { ForEachSettings } from '../settings/components/for-each-settings';
import { RespondSettings } from '../settings/components/respond-settings';
import type { SettingsProps } from '../settings/components/settings-props';
import { StepProblems } from '../settings/components/step-problems';
import { StopSettings } from '../settings/components/stop-settings';
import { SubFlowSettings } from '../settings/components/sub-flow-settings';
import { SwitchSettings } from '../settings/components/switch-settings';
import { TrySettings } from '../settings/components/try-settings';
import { WaitSettings } from '../settings/components/wait-settings';
import { SlotField } from './slot-field';
import { StepChoices } from './step-choices';
import { strings } from '../strings';
import { OpenStudioLink } from '../studio/components/open-studio-link';

interface StepSettingsProps {
  readonly step: FlowStep;
  readonly field: string | null;
  onChange(step: FlowStep): void;
}

export function StepSettings({ step, field, onChange }: StepSettingsProps) {
  const { connectors } = useEditor();
  const flow = useFlowAround(useEditorState((state) => state.flow), step.id);
  const record = useStepRecord();
  const sources = useMemo(() => sourcesOf(step.id, { flow, connectors, record }), [step.id, flow, connectors, record]);
  const allProblems = useEditorState((state) => state.problems);
  const problems = useMemo(() => problemsByField(allProblems, step.id), [allProblems, step.id]);
  const surroundings = useMemo(() => ({ ...sources, tables: {}, onTables: () => undefined }), [sources]);
  return (
    <MappingContext.Provider value={surroundings}>
      <StepProblems stepId={step.id} />
      <SettingsOf {...{ step, sources, problems, isRealRecord: record?.event !== undefined, focusedField: field, onChange }} />
    </MappingContext.Provider>
  );
}

function SettingsOf({ step, ...shared }: SettingsProps<FlowStep>) {
  switch (step.kind) {
    case 'action':
      return <ActionSettings step={step} {...shared} />;
    case 'map':
      return <MapSettings step={step} {...shared} />;
    case 'if':
      return (
        <ConditionBuilder
          condition={step.condition}
          onChange={(condition) => shared.onChange({ ...step, condition })}
        />
      );
    case 'switch':
      return <SwitchSettings step={step} {...shared} />;
    case 'filter':
      return <FilterSettings step={step} {...shared} />;
    case 'for-each':
      return <ForEachSettings step={step} {...shared} />;
    case 'try':
      return <TrySettings step={step} {...shared} />;
    case 'sub-flow':
      return <SubFlowSettings step={step} {...shared} />;
    case 'wait':
      return <WaitSettings step={step} {...shared} />;
    case 'respond':
      return <RespondSettings step={step} {...shared} />;
    case 'stop':
      return <StopSettings step={step} {...shared} />;
  }
}

function MapSettings({ step, onChange, ...shared }: SettingsProps<MapStep>) {
  return (
    <>
      <OpenStudioLink stepId={step.id} />
      <MappingEditor
        label={step.name}
        mapping={step.mapping}
        schema={null}
        onChange={(mapping) => onChange({ ...step, mapping })}
        {...shared}
      />
      <div className="ps-settings ps-settings--below">
        <FailureExit step={step} />
      </div>
    </>
  );
}

function ActionSettings({ step, onChange, ...shared }: SettingsProps<ActionStep>) {
  const { connectors } = useEditor();
  const action = actionOf(connectors, step);
  const connector = connectorOf(connectors, step.connector);
  if (!action || !connector) {
    return (
      <div className="ps-notice ps-notice--failed" role="status">
        <div className="ps-notice__title">{strings.unknownAction(step.connector, step.action, step.version)}</div>
        <div>{strings.unknownActionHelp}</div>
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
      <OpenStudioLink stepId={step.id} />
      <StepChoices step={step}>
        <MappingEditor
          label={step.name}
          mapping={step.input}
          schema={action.inputSchema}
          onChange={(input) => onChange({ ...step, input })}
          {...shared}
        />
      </StepChoices>
      <ActionLimits step={step} onChange={onChange} />
    </>
  );
}
