import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { IconPlus } from '@tabler/icons-react';
import { createContext, memo, useContext } from 'react';
import { cornersOf, roundedPath } from './edge-routes';
import type { CanvasEdge } from './flow-to-canvas';

/** What the + in the middle of a line does; without it there is no +. */
export const InsertOnEdgeContext = createContext<((edgeId: string) => void) | null>(null);

/** What a press on the count of a line does; without it no counts are shown. */
export const EdgeTrafficContext = createContext<((edgeId: string) => void) | null>(null);

const cornerRadius = 10;

/** The path of a line, and its middle: where a + or a count stands. */
function wayOf(props: EdgeProps<CanvasEdge>): readonly [path: string, x: number, y: number] {
  const detour = props.data?.detour;
  if (!detour) {
    const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: cornerRadius });
    return [path, x, y];
  }
  const corners = cornersOf(detour, { x: props.sourceX, y: props.sourceY }, { x: props.targetX, y: props.targetY });
  const middle = detour.kind === 'lane' ? [(detour.exitX + detour.entryX) / 2, detour.y] as const : [detour.x, (props.sourceY + props.targetY) / 2] as const;
  return [roundedPath(corners, cornerRadius), ...middle];
}

export const FlowEdgeLine = memo(function FlowEdgeLine(props: EdgeProps<CanvasEdge>) {
  const { id, targetX, targetY, data } = props;
  const onInsert = useContext(InsertOnEdgeContext);
  const onTraffic = useContext(EdgeTrafficContext);
  const [path, labelX, labelY] = wayOf(props);
  // A named exit has its name where the line begins: there the count stands by its end.
  const [countX, countY] = data?.isNamedExit ? [targetX - 14, targetY] : [labelX, labelY];
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={18} />
      {data?.isEditable && onInsert && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="ps-insert nodrag nopan"
            data-id={id}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            aria-label="Insert a step here"
            onClick={() => onInsert(id)}
          >
            <IconPlus size={12} stroke={2.5} aria-hidden />
          </button>
        </EdgeLabelRenderer>
      )}
      {data?.traffic && onTraffic && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="ps-edge-count nodrag nopan"
            style={{ transform: `translate(-50%, -100%) translate(${countX}px, ${countY - 4}px)` }}
            aria-label={data.traffic.words}
            title={data.traffic.words}
            onClick={() => onTraffic(id)}
          >
            {data.traffic.count}
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
