import { UnstyledButton } from '@mantine/core';
import { assertNever } from '@penstock/kernel';
import { IconAlertTriangle, IconCloudCheck, IconCloudUp, IconLoader2, type Icon } from '@tabler/icons-react';
import { formatClock } from '../../../shared/lib/format-time';
import { problemOf } from '../../../shared/lib/problem-of';
import { useEditor, useEditorState } from '../model/editor-context';
import type { SaveState } from '../model/editor-store';
import { strings } from '../strings';

/** "Saved 12:04", or why not. */
export function SaveSign() {
  const { autosave } = useEditor();
  const save = useEditorState((state) => state.save);
  const { icon: StateIcon, words, tone, title } = signOf(save);
  return (
    <span className="ps-editor__save" role="status">
      <UnstyledButton
        className={`ps-status ps-status--${tone}`}
        fz={12}
        title={title}
        onClick={() => void autosave.saveNow()}
      >
        <StateIcon size={15} aria-hidden className={save.kind === 'saving' ? 'ps-turning' : undefined} />
        {words}
      </UnstyledButton>
    </span>
  );
}

interface Sign {
  readonly icon: Icon;
  readonly words: string;
  readonly tone: string;
  readonly title?: string;
}

function signOf(save: SaveState): Sign {
  switch (save.kind) {
    case 'saved':
      return { icon: IconCloudCheck, words: strings.saved(formatClock(save.at)), tone: 'cancelled' };
    case 'unsaved':
      return { icon: IconCloudUp, words: strings.unsaved, tone: 'cancelled' };
    case 'saving':
      return { icon: IconLoader2, words: strings.saving, tone: 'cancelled' };
    case 'failed':
      return {
        icon: IconAlertTriangle,
        words: strings.saveFailed,
        tone: 'failed',
        title: problemOf(save.error).detail,
      };
    case 'conflict':
      return { icon: IconAlertTriangle, words: strings.conflict, tone: 'attention' };
    default:
      return assertNever(save);
  }
}
