import type { Suggestion } from '@penstock/mapping';
import type { HTMLAttributes } from 'react';
import { shownValue, valueAt } from '../../mapping/model/sample-values';
import { isLeaf, type FieldNode } from '../model/field-tree';
import { spokenRule } from '../model/rule-chips';
import { lastPart } from '../model/source-fields';
import { useStudio, useStudioState } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import { strings } from '../strings';
import { CellEditor } from './cell-editor';
import type { TreeRowProps } from './field-tree-view';
import { TargetRow } from './target-row';
import { classNames, TreeItem } from './tree-item';

/** A field that is to be filled: how, with what, and whether that is in order. */
export function TargetTreeRow({ at, place, isActive, words }: TreeRowProps) {
  const { model, store } = useStudio();
  const { targets, placeOf, states, problemOf, output } = model;
  const node = targets.nodes[at] as FieldNode;
  const { key } = node;
  const isInLineage = useStudioState((state) => state.lineage.targets.has(key));
  const isOver = useStudioState((state) => state.dragged?.over === key);
  const typed = useStudioState((state) => (state.typing?.target === key ? state.typing.start : null));
  const isOpen = useStudioState((state) => !state.collapsed.target.has(key));
  const handlers = useTargetHandlers(key);
  const canOpen = !isLeaf(targets, at);
  const rulePlace = placeOf.get(key);
  const state = states.states[at] ?? 'unmapped';
  const problem = rulePlace && problemOf.get(rulePlace.rule.id);
  const live = liveText(valueAt(output, key.replaceAll('[]', '[0]')), node, !canOpen);
  const rule = rulePlace && spokenRule(rulePlace.rule);
  return (
    <TreeItem
      side="target"
      at={at}
      node={node}
      place={place}
      isActive={isActive}
      isOpen={canOpen ? isOpen : undefined}
      spoken={spokenTarget(node, { rule, problem, live, isSuggested: state === 'suggested' })}
      className={classNames({
        [`ps-field ps-field--target ps-field--${state}`]: true,
        'ps-field--lineage': isInLineage,
        'ps-field--over': isOver,
        'ps-field--unknown': node.isUnknown,
      })}
      handlers={handlers}
    >
      {typed !== null ? (
        <CellEditor node={node} start={typed} />
      ) : (
        <TargetRow
          node={node}
          words={words}
          canOpen={canOpen}
          isOpen={isOpen}
          state={state}
          place={rulePlace}
          openBelow={states.openBelow[at] ?? 0}
          live={live}
          problem={node.isUnknown ? strings.notInSchema : problem}
          suggestion={suggestionText(model.suggestionOf.get(key))}
          onToggle={() => store.getState().toggle('target', key)}
        />
      )}
    </TreeItem>
  );
}

/** What pressing, hovering and dropping on a target mean. */
function useTargetHandlers(key: string): HTMLAttributes<HTMLDivElement> {
  const { store } = useStudio();
  const gestures = useMapGestures();
  const { set, activate } = store.getState();
  return {
    onClick: () => activate('target', key),
    onDoubleClick: () => set({ typing: { target: key, start: '' } }),
    onMouseEnter: () => set({ hovered: { side: 'target', key } }),
    onMouseLeave: () => set({ hovered: null }),
    onDragOver: (event) => {
      const { dragged } = store.getState();
      if (!dragged) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'link';
      if (dragged.over !== key) set({ dragged: { ...dragged, over: key } });
    },
    onDrop: (event) => {
      event.preventDefault();
      const { dragged } = store.getState();
      set({ dragged: null });
      if (dragged) gestures.map(dragged.source, key);
    },
  };
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
