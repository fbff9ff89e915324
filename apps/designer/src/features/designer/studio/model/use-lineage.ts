import { useEffect } from 'react';
import { lineageOf } from './mapping-links';
import { useStudio, useStudioState } from './studio-context';

/** Keeps the lineage of the field under the pointer, or else of the one that was gone to, for the rows to follow. */
export function useLineage(): void {
  const { model, store } = useStudio();
  const { links, places } = model;
  const field = useStudioState(({ hovered, focused }) => hovered ?? focused);
  useEffect(() => store.getState().set({ lineage: lineageOf(field, links, places) }), [store, field, links, places]);
}
