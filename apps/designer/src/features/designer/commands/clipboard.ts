import { canPaste, containerAt, copyClip, pasteClip, readClip, type FlowClip, type Point } from '@penstock/flow-model';
import type { Editor } from '../model/editor-context';
import { selectedNoteIds, selectedStepIds } from '../model/selected';
import { tellRefusal } from './tell';

/** The selected steps as a clip; null when nothing of the selection can be copied. */
export function clipOfSelection({ store }: Editor): FlowClip | null {
  const state = store.getState();
  return copyClip(state.flow, { stepIds: selectedStepIds(state), noteIds: selectedNoteIds(state) });
}

/** Readable, so that it can be kept in a file or compared. */
export const clipText = (clip: FlowClip): string => JSON.stringify(clip, null, 2);

/** Puts what the clipboard holds at a point; says why not when it holds something else. */
export function pasteText({ store, connectors }: Editor, text: string, at: Point): void {
  const read = readClip(text);
  if (!read.ok) return tellRefusal(read.reason);
  const verdict = canPaste(read.clip, connectors);
  if (!verdict.allowed) return tellRefusal(verdict.reason);
  const { flow, execute, select } = store.getState();
  const { command, stepIds } = pasteClip(flow, read.clip, { at, into: containerAt(flow, at) });
  execute(command);
  select(stepIds);
}

export function duplicateSelection(editor: Editor): void {
  const clip = clipOfSelection(editor);
  if (!clip) return;
  const { flow, execute, select } = editor.store.getState();
  const { command, stepIds } = pasteClip(flow, clip, { into: 'same', verb: 'duplicate' });
  execute(command);
  select(stepIds);
}

/** By the browser's clipboard where pages may use it; false where they may not. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}
