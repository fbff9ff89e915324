import { useCallback, type KeyboardEvent } from 'react';
import { ROW_HEIGHT } from '../model/row-height';
import { useStudio, useStudioState } from '../model/studio-context';
import type { SourceFilter } from '../model/studio-store';
import { useMapGestures } from '../model/use-map-gestures';
import type { ShownRows } from '../model/use-shown-rows';
import { useTreeKeys } from '../model/use-tree-keys';
import { strings } from '../strings';
import { FieldTreeView } from './field-tree-view';
import { focusSearch, taken } from './focus-tree';
import { FilterMenu } from './filter-menu';
import { PaneHead } from './pane-head';
import { SourceImport } from './source-import';
import { SourceTreeRow } from './source-tree-row';

interface SourcePaneProps {
  readonly shown: ShownRows;
  readonly stepId: string;
}

/** Where values come from: the event, earlier steps, loops around the step. */
export function SourcePane({ shown, stepId }: SourcePaneProps) {
  const { model, store, viewports } = useStudio();
  const { sources } = model;
  const active = useStudioState((state) => state.active.source);
  const filter = useStudioState((state) => state.sourceFilter);
  const rowHeight = useStudioState((state) => (state.isDense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable));
  const activeAt = active === null ? -1 : (sources.positions.get(active) ?? -1);
  const onKeyDown = useSourceKeys({ shown, activeAt, rowHeight });
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
        words={shown.words}
        activeAt={activeAt}
        rowHeight={rowHeight}
        viewport={viewports.source}
        row={SourceTreeRow}
        onKeyDown={onKeyDown}
        onEnter={() => active === null && store.getState().activate('source', sources.nodes[0]?.key ?? null)}
      />
      {shown.rows.positions.length === 0 && <p className="ps-pane__empty">{strings.noMatches}</p>}
      <SourceImport stepId={stepId} />
    </section>
  );
}

interface SourceKeys {
  readonly shown: ShownRows;
  readonly activeAt: number;
  readonly rowHeight: number;
}

/** Keys of the source tree: those of a tree, and those that choose what the next Enter on a target maps. */
function useSourceKeys({ shown, activeAt, rowHeight }: SourceKeys): (event: KeyboardEvent<HTMLDivElement>) => void {
  const { model, store, viewports } = useStudio();
  const gestures = useMapGestures();
  const collapsed = useStudioState((state) => state.collapsed.source);
  const page = Math.max(1, Math.floor(viewports.source.get().height / rowHeight) - 1);
  const place = { tree: model.sources, rows: shown.rows, collapsed, at: activeAt, page };
  const onTreeKey = useTreeKeys('source', place);
  return (event) => {
    const { active, picked } = store.getState();
    const isPick = event.key === 'Enter' || event.key === ' ' || event.key === 'm';
    if (isPick && active.source !== null) gestures.pick(active.source);
    else if (event.key === 'Escape' && picked !== null) gestures.pick(null);
    else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) focusSearch('source');
    else if (!onTreeKey(event)) return;
    taken(event);
  };
}
