import { useEffect, type KeyboardEvent } from 'react';
import { ROW_HEIGHT } from '../model/row-height';
import { useStudio, useStudioState } from '../model/studio-context';
import type { ShownRows } from '../model/use-shown-rows';
import { useTargetKeys } from '../model/use-target-keys';
import { strings } from '../strings';
import { AddField } from './add-field';
import { FieldTreeView } from './field-tree-view';
import { focusSearch, focusTree, taken } from './focus-tree';
import { PaneHead } from './pane-head';
import { TargetFilterSelect } from './target-filter-select';
import { TargetTreeRow } from './target-tree-row';

interface TargetPaneProps {
  readonly shown: ShownRows;
  readonly stepName: string;
}

/** The work list: every field of the target, how it is made, and its value. */
export function TargetPane({ shown, stepName }: TargetPaneProps) {
  const { model, store, viewports } = useStudio();
  const { targets } = model;
  const collapsed = useStudioState((state) => state.collapsed.target);
  const active = useStudioState((state) => state.active.target);
  const rowHeight = useStudioState((state) => (state.isDense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable));
  const activeAt = active === null ? -1 : (targets.positions.get(active) ?? -1);
  useReveal(shown);
  const onKey = useTargetKeys({ tree: targets, rows: shown.rows, collapsed, at: activeAt, rowHeight });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const isSearch = event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (isSearch) focusSearch('target');
    if (isSearch || onKey(event)) taken(event);
  };
  return (
    <section className="ps-pane" aria-label={strings.target}>
      <PaneHead
        side="target"
        title={strings.target}
        tree={targets}
        matches={shown.matches}
        filter={<TargetFilterSelect />}
      />
      <FieldTreeView
        side="target"
        label={strings.targetTree(stepName)}
        tree={targets}
        rows={shown.rows}
        words={shown.words}
        activeAt={activeAt}
        rowHeight={rowHeight}
        viewport={viewports.target}
        row={TargetTreeRow}
        onKeyDown={onKeyDown}
        onPaste={(text) => store.getState().set({ pasting: text })}
        onEnter={() => active === null && store.getState().activate('target', targets.nodes[0]?.key ?? null)}
      />
      {shown.rows.positions.length === 0 && (
        <p className="ps-pane__empty">{targets.nodes.length === 0 ? strings.noTargets : strings.noMatches}</p>
      )}
      {model.fields === null && <AddField />}
    </section>
  );
}

/** Scrolls to the row that somebody asked for, here or by an address, and gives it the focus. */
function useReveal({ rows }: ShownRows): void {
  const { model, store, viewports } = useStudio();
  const { targets } = model;
  const revealed = useStudioState((state) => state.revealed);
  useEffect(() => {
    const row = revealed === null ? -1 : (rows.rowOf[targets.positions.get(revealed) ?? -1] ?? -1);
    if (row < 0) return;
    viewports.target.reveal(row);
    focusTree('target');
    store.getState().set({ revealed: null });
  }, [revealed, rows, targets, viewports, store]);
}
