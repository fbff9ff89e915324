import { Portal } from '@mantine/core';
import type { FlowEdge } from '@penstock/flow-model';
import { useEffect, useId, useMemo, useRef, useState, type FocusEvent, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useEditor, useEditorState } from '../../model/editor-context';
import { glanceAtLine } from '../model/glance-at-line';
import { useKnownSamples } from '../model/use-known-samples';
import { useStepRecord } from '../model/use-step-record';
import { strings } from '../strings';

interface Place {
  readonly edgeId: string;
  /** Window coordinates of the point it is about. */
  readonly x: number;
  readonly y: number;
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
  return place && edge ? <Card key={edge.id} edge={edge} place={place} /> : null;
}

const cardWidth = 300;
const mostHeight = 300;
const gap = 12;

function Card({ edge, place }: { readonly edge: FlowEdge; readonly place: Place }) {
  const id = useId();
  const glance = useGlance(edge);
  useDescribes(edge.id, id);
  const left = Math.max(8, Math.min(place.x - cardWidth / 2, window.innerWidth - cardWidth - 8));
  const isBelow = place.y + gap + mostHeight < window.innerHeight;
  const vertical = isBelow ? { top: place.y + gap } : { bottom: window.innerHeight - place.y + gap };
  return (
    <Portal>
      <div id={id} role="tooltip" className="ps-line-glance" style={{ left, width: cardWidth, ...vertical }}>
        <div className="ps-line-glance__title">{glance.title}</div>
        {glance.detail !== '' && <div className="ps-meta">{glance.detail}</div>}
        {glance.rows.length > 0 && (
          <dl>
            {glance.rows.map(({ name, value, hasValue }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className={hasValue ? '' : 'ps-dimmed'}>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {glance.more > 0 && <div className="ps-meta">{strings.line.more(glance.more)}</div>}
        <div className="ps-meta">{glance.origin}</div>
      </div>
    </Portal>
  );
}

function useGlance(edge: FlowEdge) {
  const { connectors } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const record = useStepRecord();
  const known = useKnownSamples();
  return useMemo(() => glanceAtLine(edge, { flow, connectors, record }, known), [edge, flow, connectors, record, known]);
}

/** The line is drawn by React Flow: it is told by hand what describes it. */
function useDescribes(edgeId: string, id: string): void {
  useEffect(() => {
    const line = document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`);
    line?.setAttribute('aria-describedby', id);
    return () => line?.removeAttribute('aria-describedby');
  }, [edgeId, id]);
}
