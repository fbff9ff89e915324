import { useCallback, useMemo, type KeyboardEvent } from 'react';
import { shownValue } from '../../mapping/model/live-values';
import { isLeaf, type FieldNode } from '../model/field-tree';
import { lineageOf } from '../model/mapping-links';
import { useStudio, useStudioState } from '../model/studio-context';
import type { SourceFilter } from '../model/studio-store';
import { useMapGestures } from '../model/use-map-gestures';
import type { ShownRows } from '../model/use-shown-rows';
import { useTreeKeys } from '../model/use-tree-keys';
import { ROW_HEIGHT } from '../model/row-height';
import { strings } from '../strings';
import { FieldTreeView, type RowView } from './field-tree-view';
import { focusSearch, taken } from './focus-tree';
import { FilterMenu } from './filter-menu';
import { PaneHead } from './pane-head';
import { FieldName, TypeChip } from './tree-row-parts';

/** Where values come from: the event, earlier steps, loops around the step. */
export function SourcePane({ shown }: { readonly shown: ShownRows }) {
  const { model, store, viewports } = useStudio();
  const { sources, links, places } = model;
  const gestures = useMapGestures();
  const collapsed = useStudioState((state) => state.collapsed.source);
  const active = useStudioState((state) => state.active.source);
  const picked = useStudioState((state) => state.picked);
  const hovered = useStudioState((state) => state.hovered);
  const filter = useStudioState((state) => state.sourceFilter);
  const rowHeight = useStudioState((state) => (state.isDense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable));
  const used = useMemo(() => new Set(links.map(({ source }) => source)), [links]);
  const lineage = useMemo(() => lineageOf(hovered, links, places), [hovered, links, places]);
  const activeAt = active === null ? -1 : (sources.positions.get(active) ?? -1);
  const page = Math.max(1, Math.floor(viewports.source.get().height / rowHeight) - 1);
  const onTreeKey = useTreeKeys('source', { tree: sources, rows: shown.rows, collapsed, at: activeAt, page });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const isPick = event.key === 'Enter' || event.key === ' ' || event.key === 'm';
    if (isPick && active !== null) gestures.pick(active);
    else if (event.key === 'Escape' && picked !== null) gestures.pick(null);
    else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) focusSearch('source');
    else if (!onTreeKey(event)) return;
    taken(event);
  };
  const renderRow = (at: number): RowView => {
    const node = sources.nodes[at] as FieldNode;
    const isPicked = node.key === picked;
    return {
      spoken: spokenSource(node),
      className: classNames({
        'ps-field': true,
        'ps-field--root': node.depth === 0,
        'ps-field--picked': isPicked,
        'ps-field--lineage': lineage.sources.has(node.key),
        'ps-field--unused': !used.has(node.key) && isLeaf(sources, at),
      }),
      content: (
        <>
          <FieldName
            node={node}
            text={node.depth === 0 ? node.title : node.name}
            words={shown.words}
            canOpen={!isLeaf(sources, at)}
            isOpen={!collapsed.has(node.key)}
            onToggle={() => store.getState().toggle('source', node.key)}
          />
          {node.depth > 0 && <TypeChip node={node} />}
          <span className="ps-field__sample" title={sampleText(node)}>
            {sampleText(node)}
          </span>
        </>
      ),
      handlers: {
        draggable: node.depth > 0,
        onClick: () => store.getState().activate('source', node.key),
        onDoubleClick: () => gestures.pick(node.key),
        onMouseEnter: () => store.getState().set({ hovered: { side: 'source', key: node.key } }),
        onMouseLeave: () => store.getState().set({ hovered: null }),
        onDragStart: (event) => {
          event.dataTransfer.setData('text/plain', node.key);
          event.dataTransfer.effectAllowed = 'link';
          store.getState().set({ dragged: { source: node.key, over: null }, hovered: null });
        },
        onDragEnd: () => store.getState().set({ dragged: null }),
      },
    };
  };
  const setFilter = useCallback((sourceFilter: SourceFilter) => store.getState().set({ sourceFilter }), [store]);
  return (
    <section className="ps-pane" aria-label={strings.source}>
      <PaneHead
        side="source"
        title={strings.source}
        tree={sources}
        matches={shown.matches}
        filter={
          <FilterMenu
            label={`${strings.show}: ${strings.source}`}
            choices={strings.sourceFilters}
            value={filter}
            onChange={setFilter}
          />
        }
      />
      <FieldTreeView
        side="source"
        label={strings.sourceTree}
        tree={sources}
        rows={shown.rows}
        collapsed={collapsed}
        activeAt={activeAt}
        rowHeight={rowHeight}
        viewport={viewports.source}
        renderRow={renderRow}
        onKeyDown={onKeyDown}
        onEnter={() => active === null && store.getState().activate('source', sources.nodes[0]?.key ?? null)}
      />
      {shown.rows.positions.length === 0 && <p className="ps-pane__empty">{strings.noMatches}</p>}
    </section>
  );
}

const spokenSource = (node: FieldNode): string =>
  [node.depth === 0 ? node.title : node.key, node.type, sampleText(node)].filter(Boolean).join(', ');

function sampleText({ sample, isList, type }: FieldNode): string {
  if (isList && Array.isArray(sample)) return `${sample.length}`;
  return type === 'object' ? '' : shownValue(sample);
}

const classNames = (names: Readonly<Record<string, boolean>>): string =>
  Object.entries(names)
    .filter(([, isOn]) => isOn)
    .map(([name]) => name)
    .join(' ');
