import type { HTMLAttributes, ReactNode } from 'react';
import type { FieldNode } from '../model/field-tree';
import type { Side } from '../model/studio-store';

export const rowId = (side: Side, at: number): string => `studio-${side}-${at}`;

/** Where a row stands in its tree, in CSS pixels. */
export interface RowPlace {
  readonly top: number;
  readonly height: number;
}

interface TreeItemProps {
  readonly side: Side;
  readonly at: number;
  readonly node: FieldNode;
  readonly place: RowPlace;
  readonly isActive: boolean;
  /** Undefined for what has nothing in it. */
  readonly isOpen: boolean | undefined;
  readonly spoken: string;
  readonly className: string;
  readonly handlers: HTMLAttributes<HTMLDivElement>;
  readonly children: ReactNode;
}

/** One row of a tree, as the ARIA tree pattern wants it. */
export function TreeItem(props: TreeItemProps) {
  const { side, at, node, place, isActive, isOpen, spoken, className, handlers, children } = props;
  return (
    <div
      id={rowId(side, at)}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-label={spoken}
      aria-selected={isActive}
      {...(isOpen !== undefined && { 'aria-expanded': isOpen })}
      className={isActive ? `${className} ps-field--active` : className}
      data-key={node.key}
      style={place}
      {...handlers}
    >
      {children}
    </div>
  );
}

/** The names of what holds, in one. */
export const classNames = (names: Readonly<Record<string, boolean>>): string =>
  Object.entries(names)
    .filter(([, isOn]) => isOn)
    .map(([name]) => name)
    .join(' ');
