import { ActionIcon, Button, Menu, Popover, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheck,
  IconLayoutDistributeVertical,
  IconMaximize,
  IconNote,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useEditorState } from '../model/editor-context';
import { DryRunButton } from '../dry-run/components/dry-run-button';
import { FlowTestsButton } from '../flow-tests/components/flow-tests-button';
import { ShadowRunButton } from '../shadow-run/components/shadow-run-button';
import { strings } from '../strings';
import { CommandButton, CommandMenuItem } from './command-button';
import { ProblemsList } from './problems-list';

export function BottomBar() {
  const past = useEditorState((state) => state.history.past.at(-1)?.label);
  const future = useEditorState((state) => state.history.future[0]?.label);
  return (
    <div className="ps-bottom-bar" role="toolbar" aria-label="Canvas">
      <CommandButton id="undo" icon={IconArrowBackUp} label={labelled(strings.undo, past)} />
      <CommandButton id="redo" icon={IconArrowForwardUp} label={labelled(strings.redo, future)} />
      <span className="ps-bottom-bar__rule" />
      <CommandButton id="zoom-out" icon={IconZoomOut} />
      <CommandButton id="zoom-in" icon={IconZoomIn} />
      <CommandButton id="fit" icon={IconMaximize} />
      <LayoutMenu />
      <CommandButton id="add-note" icon={IconNote} />
      <span className="ps-bottom-bar__rule" />
      <ProblemsButton />
      <span className="ps-bottom-bar__rule" />
      <DryRunButton />
      <ShadowRunButton />
      <FlowTestsButton />
    </div>
  );
}

function LayoutMenu() {
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <Tooltip label={strings.layout}>
          <ActionIcon aria-label={strings.layout}>
            <IconLayoutDistributeVertical size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandMenuItem id="arrange-all" />
        <CommandMenuItem id="arrange-selection" />
        <CommandMenuItem id="tidy" />
      </Menu.Dropdown>
    </Menu>
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

const labelled = (action: string, what: string | undefined): string =>
  what === undefined ? action : `${action}: ${what}`;
