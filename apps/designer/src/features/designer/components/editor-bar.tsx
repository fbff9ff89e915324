import { Button, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconActivity, IconAdjustmentsHorizontal, IconArrowLeft, IconHistory, IconRocket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCommands } from '../commands/commands-context';
import { FLOW_SETTINGS, useEditor, useEditorState } from '../model/editor-context';
import { useDraftName } from '../model/use-draft-name';
import { strings } from '../strings';
import { PresenceBar } from '../presence/presence-bar';
import { SaveSign } from './save-sign';

const DeployDialog = lazy(() => import('./deploy-dialog').then((module) => ({ default: module.DeployDialog })));
const SaveVersionDialog = lazy(() =>
  import('./save-version-dialog').then((module) => ({ default: module.SaveVersionDialog })),
);
const VersionHistory = lazy(() => import('../versions/version-history').then((module) => ({ default: module.VersionHistory })));

const DescribeFlow = lazy(() => import('../describe-flow/describe-flow').then((module) => ({ default: module.DescribeFlow })));

interface EditorBarProps {
  readonly isLive: boolean;
  onLive(isLive: boolean): void;
}

export function EditorBar({ isLive, onLive }: EditorBarProps) {
  const { openStep } = useEditor();
  const [isSaving, saving] = useDisclosure(false);
  const [isDeploying, deploying] = useDisclosure(false);
  const { panel, open, closePanel } = useCommands();
  return (
    <header className="ps-editor__bar">
      <Link to="/flows" aria-label="Back to the flows" className="ps-editor__back">
        <IconArrowLeft size={18} stroke={1.75} />
      </Link>
      <FlowName />
      <DraftName />
      <SaveSign />
      <PresenceBar />
      <div className="ps-topbar__spacer" />
      <Tooltip label={strings.showRunsHelp}>
        <Button
          variant={isLive ? 'light' : 'subtle'}
          color={isLive ? 'teal' : 'gray'}
          leftSection={<IconActivity size={16} />}
          aria-pressed={isLive}
          onClick={() => onLive(!isLive)}
        >
          {strings.showRuns}
        </Button>
      </Tooltip>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconAdjustmentsHorizontal size={16} />}
        onClick={() => openStep(FLOW_SETTINGS)}
      >
        {strings.flowSettings}
      </Button>
      <Button variant="subtle" color="gray" leftSection={<IconHistory size={16} />} onClick={() => open('history')}>
        {strings.history}
      </Button>
      <Button variant="default" onClick={saving.open}>
        {strings.saveVersion}
      </Button>
      <Button leftSection={<IconRocket size={16} />} onClick={deploying.open}>
        {strings.deploy}
      </Button>
      <Suspense fallback={null}>
        {isSaving && <SaveVersionDialog onClose={saving.close} />}
        {isDeploying && <DeployDialog onClose={deploying.close} />}
        {panel === 'describe-flow' && <DescribeFlow onClose={closePanel} />}
        {panel === 'history' && <VersionHistory onClose={closePanel} />}
      </Suspense>
    </header>
  );
}

/** By itself, because it follows every edit. */
function DraftName() {
  return <span className="ps-chip">{useDraftName()}</span>;
}

/** Edited in place; an emptied name falls back to the last one. */
function FlowName() {
  const { store } = useEditor();
  const name = useEditorState((state) => state.flow.name);
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const next = text?.trim() ?? '';
    const { flow, execute } = store.getState();
    if (next !== '' && next !== flow.name) execute({ kind: 'rename-flow', name: next, description: flow.description });
    setText(null);
  };
  return (
    <TextInput
      aria-label={strings.renameFlow}
      className="ps-editor__name"
      variant="unstyled"
      maxLength={120}
      value={text ?? name}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
