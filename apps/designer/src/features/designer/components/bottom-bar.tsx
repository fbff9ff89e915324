import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { layoutFlow } from '@penstock/flow-model';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheck,
  IconLayoutDistributeVertical,
  IconMaximize,
  IconZoomIn,
  IconZoomOut,
  type Icon,
} from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useEditor, useEditorState } from '../model/editor-context';
import { DryRunButton } from '../dry-run/components/dry-run-button';
import { ShadowRunButton } from '../shadow-run/components/shadow-run-button';
import { strings } from '../strings';
import { ProblemsList } from './problems-list';

export function BottomBar() {
  const { store } = useEditor();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const past = useEditorState((state) => state.history.past.at(-1)?.label);
  const future = useEditorState((state) => state.history.future[0]?.label);
  const arrange = (): void => {
    const { flow, execute } = store.getState();
    execute({ kind: 'batch', label: 'arrange', commands: [{ kind: 'move', positions: layoutFlow(flow) }] });
    requestAnimationFrame(() => void fitView({ padding: 0.2, maxZoom: 1, duration: 160 }));
  };
  return (
    <div className="ps-bottom-bar" role="toolbar" aria-label="Canvas">
      <BarButton
        label={labelled(strings.undo, past)}
        icon={IconArrowBackUp}
        isOff={past === undefined}
        onClick={() => store.getState().undo()}
      />
      <BarButton
        label={labelled(strings.redo, future)}
        icon={IconArrowForwardUp}
        isOff={future === undefined}
        onClick={() => store.getState().redo()}
      />
      <span className="ps-bottom-bar__rule" />
      <BarButton label="Zoom out" icon={IconZoomOut} onClick={() => void zoomOut({ duration: 120 })} />
      <BarButton label="Zoom in" icon={IconZoomIn} onClick={() => void zoomIn({ duration: 120 })} />
      <BarButton
        label={strings.fit}
        icon={IconMaximize}
        onClick={() => void fitView({ padding: 0.2, maxZoom: 1, duration: 160 })}
      />
      <BarButton label={strings.layout} icon={IconLayoutDistributeVertical} onClick={arrange} />
      <span className="ps-bottom-bar__rule" />
      <ProblemsButton />
      <span className="ps-bottom-bar__rule" />
      <DryRunButton />
      <ShadowRunButton />
    </div>
  );
}

function ProblemsButton() {
  const problems = useEditorState((state) => state.problems);
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return (
    <Popover position="top-start" width={420} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          fz={12.5}
          color={hasErrors ? 'red' : 'gray'}
          leftSection={problems.length > 0 ? <IconAlertTriangle size={15} /> : <IconCircleCheck size={15} />}
        >
          {strings.problems(problems.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ProblemsList problems={problems} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly icon: Icon;
  readonly isOff?: boolean;
  onClick(): void;
}

function BarButton({ label, icon: ButtonIcon, isOff = false, onClick }: BarButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick}>
        <ButtonIcon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

const labelled = (action: string, what: string | undefined): string =>
  what === undefined ? action : `${action}: ${what}`;
