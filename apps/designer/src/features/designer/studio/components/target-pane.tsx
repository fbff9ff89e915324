import { Select } from '@mantine/core';
import type { Suggestion } from '@penstock/mapping';
import { useEffect, useMemo, type KeyboardEvent } from 'react';
import { shownValue, valueAt } from '../../mapping/model/live-values';
import { isLeaf, type FieldNode } from '../model/field-tree';
import { lineageOf } from '../model/mapping-links';
import { ROW_HEIGHT } from '../model/row-height';
import { spokenRule } from '../model/rule-chips';
import { lastPart } from '../model/source-fields';
import { useStudio, useStudioState } from '../model/studio-context';
import type { TargetFilter } from '../model/studio-store';
import { useTargetKeys } from '../model/use-target-keys';
import type { ShownRows } from '../model/use-shown-rows';
import { useMapGestures } from '../model/use-map-gestures';
import { strings } from '../strings';
import { AddField } from './add-field';
import { CellEditor } from './cell-editor';
import { FieldTreeView, type RowView } from './field-tree-view';
import { focusSearch, taken } from './focus-tree';
import { PaneHead } from './pane-head';
import { TargetRow } from './target-row';

interface TargetPaneProps {
  readonly shown: ShownRows;
  readonly stepName: string;
}

/** The work list: every field of the target, how it is made, and its value. */
export function TargetPane({ shown, stepName }: TargetPaneProps) {
  const { model, store, viewports } = useStudio();
  const { targets, links, places, placeOf, states, problemOf, output } = model;
  const gestures = useMapGestures();
  const collapsed = useStudioState((state) => state.collapsed.target);
  const active = useStudioState((state) => state.active.target);
  const hovered = useStudioState((state) => state.hovered);
  const filter = useStudioState((state) => state.targetFilter);
  const over = useStudioState((state) => state.dragged?.over ?? null);
  const typing = useStudioState((state) => state.typing);
  const rowHeight = useStudioState((state) => (state.isDense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable));
  const lineage = useMemo(() => lineageOf(hovered, links, places), [hovered, links, places]);
  const activeAt = active === null ? -1 : (targets.positions.get(active) ?? -1);
  const revealed = useStudioState((state) => state.revealed);
  useEffect(() => {
    const row = revealed === null ? -1 : (shown.rows.rowOf[targets.positions.get(revealed) ?? -1] ?? -1);
    if (row < 0) return;
    viewports.target.reveal(row);
    store.getState().set({ revealed: null });
  }, [revealed, shown.rows, targets, viewports, store]);
  const onKey = useTargetKeys({ tree: targets, rows: shown.rows, collapsed, at: activeAt, rowHeight });

  const renderRow = (at: number): RowView => {
    const node = targets.nodes[at] as FieldNode;
    const place = placeOf.get(node.key);
    const state = states.states[at] ?? 'unmapped';
    const problem = place && problemOf.get(place.rule.id);
    const live = liveText(valueAt(output, node.key.replaceAll('[]', '[0]')), node, isLeaf(targets, at));
    return {
      spoken: spokenTarget(node, {
        rule: place && spokenRule(place.rule),
        problem,
        live,
        isSuggested: state === 'suggested',
      }),
      className: [
        'ps-field ps-field--target',
        `ps-field--${state}`,
        ...(lineage.targets.has(node.key) ? ['ps-field--lineage'] : []),
        ...(over === node.key ? ['ps-field--over'] : []),
        ...(node.isUnknown ? ['ps-field--unknown'] : []),
      ].join(' '),
      content:
        typing?.target === node.key ? (
          <CellEditor node={node} start={typing.start} />
        ) : (
          <TargetRow
            node={node}
            words={shown.words}
            canOpen={!isLeaf(targets, at)}
            isOpen={!collapsed.has(node.key)}
            state={state}
            place={place}
            openBelow={states.openBelow[at] ?? 0}
            live={live}
            problem={node.isUnknown ? strings.notInSchema : problem}
            suggestion={suggestionText(model.suggestionOf.get(node.key))}
            onToggle={() => store.getState().toggle('target', node.key)}
          />
        ),
      handlers: {
        onClick: () => store.getState().activate('target', node.key),
        onDoubleClick: () => store.getState().set({ typing: { target: node.key, start: '' } }),
        onMouseEnter: () => store.getState().set({ hovered: { side: 'target', key: node.key } }),
        onMouseLeave: () => store.getState().set({ hovered: null }),
        onDragOver: (event) => {
          const { dragged } = store.getState();
          if (!dragged) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = 'link';
          if (dragged.over !== node.key) store.getState().set({ dragged: { ...dragged, over: node.key } });
        },
        onDrop: (event) => {
          event.preventDefault();
          const { dragged } = store.getState();
          store.getState().set({ dragged: null });
          if (dragged) gestures.map(dragged.source, node.key);
        },
      },
    };
  };
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
        filter={
          <Select
            aria-label={`${strings.show}: ${strings.target}`}
            allowDeselect={false}
            w={150}
            data={Object.entries(strings.filters).map(([value, label]) => ({ value, label }))}
            value={filter}
            onChange={(value) => store.getState().set({ targetFilter: (value ?? 'all') as TargetFilter })}
          />
        }
      />
      <FieldTreeView
        side="target"
        label={strings.targetTree(stepName)}
        tree={targets}
        rows={shown.rows}
        collapsed={collapsed}
        activeAt={activeAt}
        rowHeight={rowHeight}
        viewport={viewports.target}
        renderRow={renderRow}
        onKeyDown={onKeyDown}
        onEnter={() => active === null && store.getState().activate('target', targets.nodes[0]?.key ?? null)}
      />
      {shown.rows.positions.length === 0 && (
        <p className="ps-pane__empty">{targets.nodes.length === 0 ? strings.noTargets : strings.noMatches}</p>
      )}
      {model.fields === null && <AddField />}
    </section>
  );
}

const suggestionText = (suggestion: Suggestion | undefined): string | undefined =>
  suggestion && `${lastPart(suggestion.source)} · ${strings.sure(suggestion.confidence)}`;

function liveText(value: unknown, { isList }: FieldNode, isEnd: boolean): string {
  if (isList && Array.isArray(value)) return `${value.length}`;
  return isEnd ? shownValue(value) : '';
}

interface SpokenParts {
  readonly rule: string | undefined;
  readonly problem: string | undefined;
  readonly live: string;
  readonly isSuggested: boolean;
}

/** "shipTo.city, text, required, mapped from trigger.shipping_address.city". */
function spokenTarget(node: FieldNode, { rule, problem, live, isSuggested }: SpokenParts): string {
  return [
    node.key,
    node.type,
    ...(node.isRequired ? [strings.spoken.required] : []),
    rule ?? (isSuggested ? strings.spoken.suggested : strings.spoken.open),
    ...(problem === undefined ? [] : [problem]),
    ...(live === '' ? [] : [live]),
  ].join(', ');
}
