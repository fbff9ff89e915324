import { ActionIcon, Button } from '@mantine/core';
import { portsOf, removeAndClose, TRIGGER_ID, type FlowStep } from '@penstock/flow-model';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { FLOW_SETTINGS, useEditor, useEditorState } from '../model/editor-context';
import { ContainerField } from '../settings/components/container-field';
import { FlowSettingsPanel } from '../settings/components/flow-settings';
import { strings } from '../strings';
import { StepHeading } from './step-heading';
import { StepSettings } from './step-settings';
import { TriggerSettings } from './trigger-settings';

interface StepPanelProps {
  readonly stepId: string;
  readonly field: string | null;
}

/** Slides over the right two thirds; the canvas stays in sight. */
export function StepPanel({ stepId, field }: StepPanelProps) {
  const { store, openStep } = useEditor();
  const step = useEditorState((state) => state.flow.steps[stepId]);
  const trigger = useEditorState((state) => state.flow.trigger);
  if (stepId === FLOW_SETTINGS) {
    return (
      <PanelFrame name={strings.theFlow} title={strings.flowSettings}>
        <FlowSettingsPanel />
      </PanelFrame>
    );
  }
  if (stepId === TRIGGER_ID) {
    return (
      <PanelFrame name={trigger.name}>
        <StepHeading
          name={trigger.name}
          onRename={(name) =>
            store.getState().execute({ kind: 'update-trigger', trigger: { ...trigger, name } }, 'name trigger')
          }
        />
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
      actions={
        <>
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
      <StepSettings step={step} field={field} onChange={update} />
    </PanelFrame>
  );
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

interface PanelFrameProps {
  readonly name: string;
  /** Where it is not the name. */
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

function PanelFrame({ name, title = name, actions, children }: PanelFrameProps) {
  const { openStep } = useEditor();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      ref={frame}
      tabIndex={-1}
      className="ps-step-panel"
      aria-label={strings.panel(name)}
      onKeyDown={(event) => {
        // Menus and pickers stand in portals outside the frame: Escape closes them, not the panel.
        if (event.key === 'Escape' && frame.current?.contains(event.target as Node)) openStep(null);
      }}
    >
      <div className="ps-step-panel__head">
        <h2 className="ps-ellipsis">{title}</h2>
        <div className="ps-page__actions">
          {actions}
          <ActionIcon aria-label={strings.closePanel} onClick={() => openStep(null)}>
            <IconX size={18} />
          </ActionIcon>
        </div>
      </div>
      <div className="ps-step-panel__body">{children}</div>
    </aside>
  );
}
