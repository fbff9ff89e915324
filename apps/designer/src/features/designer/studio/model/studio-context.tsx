import { invariant } from '@penstock/kernel';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StudioModel } from './studio-model';
import type { StudioState, StudioStore } from './studio-store';
import type { TreeViewport } from './tree-viewport';

/** An open studio: what is edited, what is looked at, and where the trees stand. */
export interface Studio {
  readonly model: StudioModel;
  readonly store: StudioStore;
  readonly viewports: Readonly<Record<'source' | 'target', TreeViewport>>;
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  invariant(studio, 'studio parts are rendered inside StudioContext');
  return studio;
}

export const useStudioModel = (): StudioModel => useStudio().model;

/** Re-renders only when what `selector` gives changes. */
export function useStudioState<T>(selector: (state: StudioState) => T): T {
  return useStore(useStudio().store, selector);
}
