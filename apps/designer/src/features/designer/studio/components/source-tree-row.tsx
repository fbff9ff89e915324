import { shownValue } from '../../mapping/model/sample-values';
import { isLeaf, type FieldNode } from '../model/field-tree';
import { useStudio, useStudioState } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import type { TreeRowProps } from './field-tree-view';
import { classNames, TreeItem } from './tree-item';
import { FieldName, TypeChip } from './tree-row-parts';

/** A field values come from: its name, its type and what the record has there. */
export function SourceTreeRow({ at, place, isActive, words }: TreeRowProps) {
  const { model, store } = useStudio();
  const { sources, usedSources } = model;
  const gestures = useMapGestures();
  const node = sources.nodes[at] as FieldNode;
  const { key } = node;
  const isPicked = useStudioState((state) => state.picked === key);
  const isInLineage = useStudioState((state) => state.lineage.sources.has(key));
  const isOpen = useStudioState((state) => !state.collapsed.source.has(key));
  const canOpen = !isLeaf(sources, at);
  const { set, activate, toggle } = store.getState();
  return (
    <TreeItem
      side="source"
      at={at}
      node={node}
      place={place}
      isActive={isActive}
      isOpen={canOpen ? isOpen : undefined}
      spoken={spokenSource(node)}
      className={classNames({
        'ps-field': true,
        'ps-field--root': node.depth === 0,
        'ps-field--picked': isPicked,
        'ps-field--lineage': isInLineage,
        'ps-field--unused': !canOpen && !usedSources.has(key),
      })}
      handlers={{
        draggable: node.depth > 0,
        onClick: () => activate('source', key),
        onDoubleClick: () => gestures.pick(key),
        onMouseEnter: () => set({ hovered: { side: 'source', key } }),
        onMouseLeave: () => set({ hovered: null }),
        onDragStart: (event) => {
          event.dataTransfer.setData('text/plain', key);
          event.dataTransfer.effectAllowed = 'link';
          set({ dragged: { source: key, over: null }, hovered: null });
        },
        onDragEnd: () => set({ dragged: null }),
      }}
    >
      <FieldName
        node={node}
        text={node.depth === 0 ? node.title : node.name}
        words={words}
        canOpen={canOpen}
        isOpen={isOpen}
        onToggle={() => toggle('source', key)}
      />
      {node.depth > 0 && <TypeChip node={node} />}
      <span className="ps-field__sample" title={sampleText(node)}>
        {sampleText(node)}
      </span>
    </TreeItem>
  );
}

const spokenSource = (node: FieldNode): string =>
  [node.depth === 0 ? node.title : node.key, node.type, sampleText(node)].filter(Boolean).join(', ');

function sampleText({ sample, isList, type }: FieldNode): string {
  if (isList && Array.isArray(sample)) return `${sample.length}`;
  return type === 'object' ? '' : shownValue(sample);
}
