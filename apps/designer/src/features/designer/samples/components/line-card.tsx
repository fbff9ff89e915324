import { Portal } from '@mantine/core';
import type { FlowEdge } from '@penstock/flow-model';
import { useEffect, useId, useMemo } from 'react';
import { useEditor, useEditorState } from '../../model/editor-context';
import { glanceAtLine } from '../model/glance-at-line';
import { useKnownSamples } from '../model/use-known-samples';
import { useStepRecord } from '../model/use-step-record';
import { strings } from '../strings';

export interface LinePlace {
  /** Window coordinates of the point it is about. */
  readonly x: number;
  readonly y: number;
}

const cardWidth = 300;
const mostHeight = 300;
const gap = 12;

/** What goes along a line, in one small card. */
export function LineCard({ edge, place }: { readonly edge: FlowEdge; readonly place: LinePlace }) {
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
