import { Button } from '@mantine/core';
import { portsOf, removeAndClose, TRIGGER_ID, type FlowStep } from '@penstock/flow-model';
import { IconTrash } from '@tabler/icons-react';
import { FLOW_SETTINGS, useEditor, useEditorState } from '../model/editor-context';
import { ContainerField } from '../settings/components/container-field';
import { FlowSettingsPanel } from '../settings/components/flow-settings';
import { strings } from '../strings';
import { ExplainStepButton } from '../explain/explain-step-button';
import { InputPane, OutputPane } from '../samples/components/step-data';
import { PaneSwitch, useShownPanes } from '../samples/components/pane-switch';
import { withDroppedSource } from '../samples/model/drop-source';
import { TestButtons } from '../samples/components/test-buttons';
import { AlsoEditing } from '../presence/presence-context';
import { PanelFrame } from './panel-frame';
import { StepHeading } from './step-heading';
import { StepSettings } from './step-settings';
import { TriggerSettings } from './trigger-settings';

interface StepPanelProps {
  readonly stepId: string;
  readonly field: string | null;
}

/** The settings of a step, of the trigger, or of the flow as a whole. */
export function StepPanel({ stepId, field }: StepPanelProps) {
  const { store, openStep } = useEditor();
  const step = useEditorState((state) => state.flow.steps[stepId]);
  const trigger = useEditorState((state) => state.flow.trigger);
  const panes = useShownPanes();
  if (stepId === FLOW_SETTINGS) {
    return (
      <PanelFrame name={strings.theFlow} title={strings.flowSettings}>
        <FlowSettingsPanel />
      </PanelFrame>
    );
  }
  if (stepId === TRIGGER_ID) {
    return (
      <PanelFrame name={trigger.name} actions={<ExplainStepButton stepId={TRIGGER_ID} />}>
        <StepHeading
          name={trigger.name}
          onRename={(name) =>
            store.getState().execute({ kind: 'update-trigger', trigger: { ...trigger, name } }, 'name trigger')
          }
        />
        <AlsoEditing stepId={TRIGGER_ID} />
        <TriggerSettings trigger={trigger} />
      </PanelFrame>
    );
  }
  if (!step) return null;
  // Exits that come or go are undone by themselves; typing and choosing are undone together.
  const update = (next: FlowStep): void =>
    store
      .getState()
      .execute(
        { kind: 'update-step', step: next },
        isSameList(portsOf(step), portsOf(next)) ? `edit ${next.id}` : undefined,
      );
  const remove = (): void => {
    openStep(null);
    const { flow, execute } = store.getState();
    execute(removeAndClose(flow, { stepIds: [stepId], edgeIds: [] }));
  };
  return (
    <PanelFrame
      name={step.name}
      input={panes.shown.has('input') ? <InputPane step={step} /> : undefined}
      output={panes.shown.has('output') ? <OutputPane step={step} /> : undefined}
      onDropPath={(target, path) => {
        const next = withDroppedSource(step, target, path);
        if (next) update(next);
      }}
      actions={
        <>
          <TestButtons
            stepId={step.id}
            onStart={() => {
              if (!panes.shown.has('output')) panes.toggle('output');
            }}
          />
          <PaneSwitch {...panes} />
          <ExplainStepButton stepId={step.id} />
          <Button variant="subtle" color="gray" onClick={() => update({ ...step, disabled: !step.disabled })}>
            {step.disabled ? strings.enable : strings.disable}
          </Button>
          <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
            {strings.deleteStep}
          </Button>
        </>
      }
    >
      <StepHeading name={step.name} stepId={step.id} onRename={(name) => update({ ...step, name })}>
        <ContainerField step={step} />
      </StepHeading>
      <AlsoEditing stepId={step.id} />
      <StepSettings step={step} field={field} onChange={update} />
    </PanelFrame>
  );
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
