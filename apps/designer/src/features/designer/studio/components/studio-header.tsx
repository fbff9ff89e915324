import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconSparkles,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { SaveSign } from '../../components/save-sign';
import { useEditor, useEditorState } from '../../model/editor-context';
import { useStudio, useStudioState } from '../model/studio-context';
import { useJumps } from '../model/use-jumps';
import { strings } from '../strings';
import { ProgressRing } from './progress-ring';
import { TestsButton } from './tests-button';

interface StudioHeaderProps {
  readonly stepId: string;
  readonly stepName: string;
  /** What the step calls: "Prophet 21 · Create a sales order". */
  readonly does: string | null;
}

export function StudioHeader({ stepId, stepName, does }: StudioHeaderProps) {
  const { model, store } = useStudio();
  const flowId = useEditorState((state) => state.flowId);
  const view = useStudioState((state) => state.view);
  const jumps = useJumps();
  const { required } = model.states;
  const problemCount = model.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <header className="ps-studio__bar">
      <Link
        to="/flows/$flowId"
        params={{ flowId }}
        search={{ step: stepId }}
        aria-label={strings.back}
        className="ps-editor__back"
      >
        <IconArrowLeft size={18} stroke={1.75} />
      </Link>
      <div className="ps-studio__title">
        <h1>{stepName}</h1>
        {does !== null && <span className="ps-meta">{does}</span>}
      </div>
      {required.all > 0 && (
        <Tooltip label={strings.jumpOpen}>
          <Button variant="subtle" color="gray" leftSection={<ProgressRing {...required} />} onClick={jumps.toOpen}>
            {strings.required(required.filled, required.all)}
          </Button>
        </Tooltip>
      )}
      <Tooltip label={strings.jumpProblem}>
        <Button
          variant="subtle"
          color={problemCount > 0 ? 'red' : 'gray'}
          leftSection={<IconAlertTriangle size={15} />}
          onClick={() => {
            store.getState().set({ dock: 'problems' });
            jumps.toProblem(1);
          }}
        >
          {strings.problems(problemCount)}
        </Button>
      </Tooltip>
      {model.suggestionOf.size > 0 && (
        <Button
          variant="subtle"
          leftSection={<IconSparkles size={15} />}
          onClick={() => store.getState().set({ dock: 'suggestions' })}
        >
          {strings.suggestionCount(model.suggestionOf.size)}
        </Button>
      )}
      <TestsButton />
      <div className="ps-topbar__spacer" />
      <SaveSign />
      <History />
      <DensityButton />
      <SegmentedControl
        aria-label={strings.viewAs}
        value={view}
        onChange={(next) => store.getState().set({ view: next as 'lines' | 'table' })}
        data={[
          { value: 'lines', label: strings.lines },
          { value: 'table', label: strings.table },
        ]}
      />
    </header>
  );
}

function DensityButton() {
  const { store } = useStudio();
  const isDense = useStudioState((state) => state.isDense);
  const Icon = isDense ? IconBaselineDensitySmall : IconBaselineDensityMedium;
  return (
    <Tooltip label={strings.dense}>
      <ActionIcon
        aria-label={strings.dense}
        aria-pressed={isDense}
        onClick={() => store.getState().set({ isDense: !isDense })}
      >
        <Icon size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** The editor's own history: what was done here is undone on the canvas too, and the other way round. */
function History() {
  const { store, autosave } = useEditor();
  const undoLabel = useEditorState((state) => state.history.past.at(-1)?.label);
  const redoLabel = useEditorState((state) => state.history.future[0]?.label);
  const { undo, redo } = store.getState();
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
    ['mod+Y', redo],
  ]);
  useHotkeys([['mod+S', () => void autosave.saveNow()]], [], true);
  const undoWords = undoLabel === undefined ? strings.undo : strings.undoWhat(undoLabel);
  const redoWords = redoLabel === undefined ? strings.redo : strings.redoWhat(redoLabel);
  return (
    <>
      <Tooltip label={undoWords}>
        <ActionIcon aria-label={undoWords} disabled={undoLabel === undefined} onClick={undo}>
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoWords}>
        <ActionIcon aria-label={redoWords} disabled={redoLabel === undefined} onClick={redo}>
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
