import { useMemo, useSyncExternalStore } from 'react';
import {
  anchoredLinks,
  drawLines,
  linePath,
  MOST_SVG_LINES,
  RAIL_HEIGHT,
  rowCentre,
  type DrawnLine,
} from '../model/line-geometry';
import { isWithin, type FieldLink } from '../model/mapping-links';
import { ROW_HEIGHT } from '../model/row-height';
import { useStudio, useStudioState } from '../model/studio-context';
import type { Side } from '../model/studio-store';
import type { VisibleRows } from '../model/visible-rows';
import { strings } from '../strings';
import { LineCanvas } from './line-canvas';
import { useGutterWidth } from './use-gutter-width';

interface LineLayerProps {
  readonly sourceRows: VisibleRows;
  readonly targetRows: VisibleRows;
  readonly links: readonly FieldLink[];
}

/** The lines between the trees, computed from row positions and redrawn in the scroll frame. Rows say the same in words. */
export function LineLayer({ sourceRows, targetRows, links }: LineLayerProps) {
  const { model, store, viewports } = useStudio();
  const { sources, targets } = model;
  const rowHeight = useStudioState((state) => (state.isDense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable));
  const focus = useStudioState(({ hovered, focused }) => hovered ?? focused);
  const dragged = useStudioState((state) => state.dragged);
  const sourceView = useSyncExternalStore(viewports.source.subscribe, viewports.source.get);
  const targetView = useSyncExternalStore(viewports.target.subscribe, viewports.target.get);
  const [gutter, width] = useGutterWidth();
  const anchored = useMemo(
    () => anchoredLinks(links, { tree: sources, rows: sourceRows }, { tree: targets, rows: targetRows }),
    [links, sources, sourceRows, targets, targetRows],
  );
  const picture = useMemo(
    () => drawLines({ links: anchored, source: sourceView, target: targetView, rowHeight }),
    [anchored, sourceView, targetView, rowHeight],
  );
  const isFocused = (line: DrawnLine): boolean =>
    focus !== null && line.links.some((link) => isWithin(link[focus.side], focus.key));
  const hasFocus = picture.lines.some(isFocused);
  const rubber = dragged?.over ? rubberBand(dragged.source, dragged.over) : null;

  function rubberBand(source: string, over: string) {
    const at = { source: sources.positions.get(source), target: targets.positions.get(over) };
    const rows = { source: sourceRows.rowOf[at.source ?? -1] ?? -1, target: targetRows.rowOf[at.target ?? -1] ?? -1 };
    if (rows.source < 0 || rows.target < 0) return null;
    return {
      startY: rowCentre(rows.source, { rowHeight, scrollTop: sourceView.scrollTop }),
      endY: rowCentre(rows.target, { rowHeight, scrollTop: targetView.scrollTop }),
    };
  }

  const show = (side: Side, direction: 'above' | 'below'): void => {
    const view = viewports[side].get();
    const tree = side === 'source' ? sources : targets;
    const rows = side === 'source' ? sourceRows : targetRows;
    const outside = links
      .map((link) => rows.rowOf[tree.positions.get(link[side]) ?? -1] ?? -1)
      .filter((row) => row >= 0)
      .filter((row) => {
        const y = rowCentre(row, { rowHeight, scrollTop: view.scrollTop });
        return direction === 'above' ? y < 0 : y > view.height;
      });
    if (outside.length > 0) viewports[side].reveal(direction === 'above' ? Math.max(...outside) : Math.min(...outside));
  };
  const { lines, rails } = picture;
  const isHeavy = lines.length > MOST_SVG_LINES;
  return (
    <div className="ps-gutter" ref={gutter} aria-hidden onClick={() => store.getState().set({ hovered: null })}>
      {isHeavy ? (
        <LineCanvas lines={lines} width={width} height={targetView.height} isFocused={isFocused} hasFocus={hasFocus} />
      ) : (
        <svg className={hasFocus ? 'ps-lines ps-lines--focused' : 'ps-lines'} width={width} height={targetView.height}>
          {lines.map((line) => (
            <path
              key={line.links[0]?.id}
              d={linePath(line, width)}
              className={[
                'ps-line',
                `ps-line--${line.state}`,
                ...(line.isStacked ? ['ps-line--stacked'] : []),
                ...(isFocused(line) ? ['ps-line--focused'] : []),
              ].join(' ')}
            />
          ))}
          {rubber && <path className="ps-line ps-line--rubber" d={linePath(rubber, width)} />}
        </svg>
      )}
      <Rail side="source" direction="above" count={rails.sourceAbove} onShow={show} />
      <Rail side="source" direction="below" count={rails.sourceBelow} onShow={show} />
      <Rail side="target" direction="above" count={rails.targetAbove} onShow={show} />
      <Rail side="target" direction="below" count={rails.targetBelow} onShow={show} />
    </div>
  );
}

interface RailProps {
  readonly side: Side;
  readonly direction: 'above' | 'below';
  readonly count: number;
  onShow(side: Side, direction: 'above' | 'below'): void;
}

/** How many lines leave the picture here; a click goes to the nearest. The trees' own keys do the same. */
function Rail({ side, direction, count, onShow }: RailProps) {
  if (count === 0) return null;
  const words = direction === 'above' ? strings.above(count) : strings.below(count);
  return (
    <span
      className={`ps-rail-count ps-rail-count--${side} ps-rail-count--${direction}`}
      style={{ minHeight: RAIL_HEIGHT }}
      onClick={() => onShow(side, direction)}
    >
      {words}
    </span>
  );
}
