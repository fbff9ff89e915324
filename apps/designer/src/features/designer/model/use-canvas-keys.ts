import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { KeyboardEvent } from 'react';
import { strings } from '../strings';
import { deleteSelection } from './canvas-changes-to-commands';
import { useEditor } from './editor-context';

/** Undo, redo and save work on the whole page, also while a field has the focus for save; the rest on the canvas. */
export function useCanvasKeys(): (event: KeyboardEvent) => void {
  const { store, autosave, openStep } = useEditor();
  useHotkeys([
    ['mod+Z', () => store.getState().undo()],
    ['mod+shift+Z', () => store.getState().redo()],
    ['mod+Y', () => store.getState().redo()],
  ]);
  useHotkeys([['mod+S', () => void autosave.saveNow()]], [], true);
  return (event) => {
    const target = event.target as HTMLElement;
    const { selection } = store.getState();
    if (target.closest('button, input, textarea, [contenteditable]')) return;
    if (event.key === 'Delete' || event.key === 'Backspace') removeSelection(store);
    if (event.key === 'Escape') {
      openStep(null);
      store.getState().chooseInsertion(null);
    }
    if (event.key === 'Enter') {
      const id = target.closest('.react-flow__node')?.getAttribute('data-id') ?? [...selection][0];
      if (id === undefined || event.defaultPrevented) return;
      event.preventDefault();
      openStep(id);
    }
  };
}

function removeSelection(store: ReturnType<typeof useEditor>['store']): void {
  const { flow, selection, execute, select } = store.getState();
  const command = deleteSelection(flow, selection);
  if (!command) return;
  if ('refusal' in command) {
    notifications.show({ title: strings.refused, message: command.refusal, color: 'yellow' });
    return;
  }
  execute(command);
  select([]);
}
