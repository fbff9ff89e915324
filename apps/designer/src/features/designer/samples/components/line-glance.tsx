import { lazy, Suspense, useEffect, useMemo, useRef, useState, type FocusEvent, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useEditorState } from '../../model/editor-context';
import type { LinePlace } from './line-card';

const LineCard = lazy(() => import('./line-card').then((module) => ({ default: module.LineCard })));

interface Place extends LinePlace {
  readonly edgeId: string;
}

type Pointed = StoreApi<{ readonly place: Place | null }>;
/** Long enough that a pointer on its way across shows nothing. */
const hoverMs = 350;

export interface LineGlanceHandlers {
  onEdgeMouseEnter(event: MouseEvent, edge: { readonly id: string }): void;
  onEdgeMouseLeave(): void;
  onFocus(event: FocusEvent): void;
  onBlur(): void;
  onMoveStart(): void;
}

/** What the canvas tells about pointer and focus. The same functions for as long as the canvas; it is not drawn anew for them. */
export function useLineGlance() {
  const [pointed] = useState<Pointed>(() => createStore(() => ({ place: null })));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const handlers = useMemo<LineGlanceHandlers>(() => {
    const show = (place: Place | null): void => {
      clearTimeout(timer.current);
      pointed.setState({ place });
    };
    const hide = (): void => show(null);
    return {
      onEdgeMouseEnter: ({ clientX: x, clientY: y, buttons }, { id: edgeId }) => {
        clearTimeout(timer.current);
        if (buttons === 0) timer.current = setTimeout(() => show({ edgeId, x, y }), hoverMs);
      },
      onEdgeMouseLeave: hide,
      onFocus: ({ target }) => {
        const line = (target as Element).closest('.react-flow__edge');
        const edgeId = line?.getAttribute('data-id');
        if (!line || edgeId == null || !line.matches(':focus-visible')) return;
        const { left, top, width, height } = line.getBoundingClientRect();
        show({ edgeId, x: left + width / 2, y: top + height / 2 });
      },
      onBlur: hide,
      onMoveStart: hide,
    };
  }, [pointed]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { handlers, pointed };
}

/** A small card beside the line that the pointer or the focus is on. */
export function LineGlanceCard({ pointed }: { readonly pointed: Pointed }) {
  const place = useStore(pointed, (state) => state.place);
  const edge = useEditorState(({ flow }) => flow.edges.find(({ id }) => id === place?.edgeId));
  useEffect(() => {
    const close = (event: KeyboardEvent): void => void (event.key === 'Escape' && pointed.setState({ place: null }));
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [pointed]);
  if (!place || !edge) return null;
  return (
    <Suspense>
      <LineCard key={edge.id} edge={edge} place={place} />
    </Suspense>
  );
}
