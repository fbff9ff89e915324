import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { invariant } from '@penstock/kernel';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DraftAutosave } from './draft-autosave';
import type { EditorState, EditorStore } from './editor-store';

/** In place of a step's id: the panel of the flow as a whole. No step can be called so. */
export const FLOW_SETTINGS = '~flow';

export interface Editor {
  readonly store: EditorStore;
  readonly autosave: DraftAutosave;
  readonly connectors: readonly ConnectorDescriptor[];
  /** Opens the panel of a step (or the trigger, or `FLOW_SETTINGS`), at a field if one is given; null closes it. */
  openStep(stepId: string | null, field?: string): void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  invariant(editor, 'designer parts are rendered inside EditorContext');
  return editor;
}

/** Re-renders only when what `selector` gives changes. */
export function useEditorState<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditor().store, selector);
}
