import { IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import type { SourceNode } from '../../mapping/model/source-tree';
import { pathType } from '../model/drop-source';

/** Deeper levels are opened by hand. */
const openLevels = 1;

/** Fields with their values; each can be dragged into a setting. */
export function ValueTree({ nodes, level = 0 }: { readonly nodes: readonly SourceNode[]; readonly level?: number }) {
  return (
    <ul className="ps-value-tree">
      {nodes.map((node) => (
        <Branch key={node.path} node={node} level={level} />
      ))}
    </ul>
  );
}

function Branch({ node, level }: { readonly node: SourceNode; readonly level: number }) {
  const [isOpen, setOpen] = useState(level < openLevels);
  const hasChildren = node.children.length > 0;
  return (
    <li>
      <div
        className="ps-value-tree__line"
        style={{ paddingLeft: level * 12 }}
        draggable
        title={node.path}
        onDragStart={(event) => {
          event.dataTransfer.setData(pathType, node.path);
          event.dataTransfer.setData('text/plain', node.path);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        <IconGripVertical size={12} aria-hidden className="ps-value-tree__grip" />
        {hasChildren ? (
          <button type="button" className="ps-plain-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {node.title}
          </button>
        ) : (
          <span>{node.title}</span>
        )}
        <span className="ps-value-tree__value">{hasChildren ? '' : valueWords(node.sample)}</span>
      </div>
      {hasChildren && isOpen && <ValueTree nodes={node.children} level={level + 1} />}
    </li>
  );
}

function valueWords(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
