import { getHotkeyHandler, useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { useEffect, useMemo, type KeyboardEvent } from 'react';
import { useOfferedCommands, type PageCommand } from '../../../shared/commands/page-commands';
import { clipOfSelection, clipText, pasteText } from './clipboard';
import { useCommands } from './commands-context';
import { removeSelection } from './edit-commands';
import { editorCommands } from './editor-commands';
import type { CommandContext, CommandScope } from './editor-command';

const keysOf = (scope: CommandScope, context: CommandContext): HotkeyItem[] =>
  editorCommands
    .filter((command) => (command.scope ?? 'canvas') === scope)
    .flatMap(({ keys = [], isOff, run }) =>
      keys.map((key): HotkeyItem => [key, () => isOff?.(context.editor.store.getState()) !== true && run(context)]),
    );

/** Keys of the whole page; save works also while a field has the focus. */
export function usePageKeys(): void {
  const context = useCommands();
  useHotkeys(keysOf('page', context));
  useHotkeys([['mod+S', () => void context.editor.autosave.saveNow()]], [], true);
  useClipboardEvents(context);
}

/** The same commands in the command palette and on the sheet of shortcuts; clipboard keys are the browser's own. */
export function useOfferedEditorCommands(): void {
  const context = useCommands();
  const offered = useMemo(
    () =>
      editorCommands.map(({ id, label, group, keys = browserKeys[id] ?? [], isOff, run }): PageCommand => ({
        id,
        label,
        group,
        keys,
        isOff: () => isOff?.(context.editor.store.getState()) === true,
        run: () => run(context),
      })),
    [context],
  );
  useOfferedCommands(offered);
}

const browserKeys: Readonly<Record<string, readonly string[]>> = {
  copy: ['mod+C'],
  cut: ['mod+X'],
  paste: ['mod+V'],
  'open-step': ['Enter'],
};

/** Keys of the canvas, or of the outline, which has some more; text fields and buttons keep theirs. */
export function useCanvasKeys(place: 'canvas' | 'outline' = 'canvas'): (event: KeyboardEvent<HTMLElement>) => void {
  const context = useCommands();
  const handle = useMemo(
    () => getHotkeyHandler([...keysOf('canvas', context), ...(place === 'outline' ? keysOf('outline', context) : [])]),
    [context, place],
  );
  return (event) => {
    const target = event.target as HTMLElement;
    const { editor } = context;
    if (target.closest('button, input, textarea, [contenteditable]')) return;
    handle(event);
    if (event.key === 'Escape') {
      editor.openStep(null);
      editor.store.getState().chooseInsertion(null);
    }
    if (event.key === 'Enter') {
      const id =
        target.closest('.react-flow__node')?.getAttribute('data-id') ?? [...editor.store.getState().selection][0];
      if (id === undefined || id.startsWith('~') || event.defaultPrevented) return;
      event.preventDefault();
      editor.openStep(id);
    }
  };
}

/** The browser's own copy, cut and paste: they work everywhere, also where pages may not touch the clipboard. */
function useClipboardEvents(context: CommandContext): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent): boolean => {
      const clip = isForText(event) || !window.getSelection()?.isCollapsed ? null : clipOfSelection(context.editor);
      if (!clip) return false;
      event.clipboardData?.setData('text/plain', clipText(clip));
      event.preventDefault();
      return true;
    };
    const cut = (event: ClipboardEvent): void => void (copy(event) && removeSelection(context.editor.store));
    const paste = (event: ClipboardEvent): void => {
      if (isForText(event)) return;
      event.preventDefault();
      pasteText(context.editor, event.clipboardData?.getData('text/plain') ?? '', context.canvas.target());
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, [context]);
}

/** Text fields, and everything in a dialog or a step's panel, copy and paste text. */
const isForText = ({ target }: Event): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, [contenteditable], [role="dialog"], .ps-step-panel') !== null;
