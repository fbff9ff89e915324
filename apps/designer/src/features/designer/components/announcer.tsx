import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { EditorState } from '../model/editor-store';
import { useEditor } from '../model/editor-context';
import { strings } from '../strings';

/** Says every edit, whoever made it, to those who do not see the canvas. */
export function Announcer() {
  const { store } = useEditor();
  const [words, setWords] = useState('');
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.history !== before.history) setWords(editWords(state.history, before.history));
      }),
    [store],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite" data-announcer>
      {words}
    </VisuallyHidden>
  );
}

type History = EditorState['history'];

function editWords(now: History, before: History): string {
  const last = now.past.at(-1)?.label ?? '';
  if (now.future.length > before.future.length) return strings.outline.undone(before.past.at(-1)?.label ?? '');
  if (before.future.length > 0 && now.future.length === before.future.length - 1 && now.past.length > before.past.length) {
    return strings.outline.redone(last);
  }
  return last;
}
