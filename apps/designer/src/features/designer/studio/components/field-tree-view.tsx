import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { isLeaf, type FieldTree } from '../model/field-tree';
import type { Side } from '../model/studio-store';
import type { TreeViewport } from '../model/tree-viewport';
import type { VisibleRows } from '../model/visible-rows';

export interface FieldTreeViewProps {
  readonly side: Side;
  readonly label: string;
  readonly tree: FieldTree;
  readonly rows: VisibleRows;
  readonly collapsed: ReadonlySet<string>;
  /** Position of the active field; -1 when none is. */
  readonly activeAt: number;
  readonly rowHeight: number;
  readonly viewport: TreeViewport;
  readonly treeRef?: Ref<HTMLDivElement>;
  renderRow(at: number): RowView;
  onKeyDown(event: KeyboardEvent<HTMLDivElement>): void;
  onEnter(): void;
}

export interface RowView {
  readonly spoken: string;
  readonly className: string;
  readonly content: ReactNode;
  readonly handlers: React.HTMLAttributes<HTMLDivElement> & { readonly draggable?: boolean };
}

const overscan = 8;
export const rowId = (side: Side, at: number): string => `studio-${side}-${at}`;

/** A tree of which only the rows in sight are in the page. The tree has the focus, its active row is pointed to. */
export function FieldTreeView(props: FieldTreeViewProps) {
  const { side, label, tree, rows, activeAt, rowHeight, viewport, onKeyDown, onEnter } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // A press chooses its own row: were the first one chosen before, the details would open and push that row away.
  const isPressed = useRef(false);
  const virtualizer = useVirtualizer({
    count: rows.positions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => followViewport(scroller.current, viewport), [viewport]);
  useEffect(
    () => viewport.onReveal((row) => virtualizer.scrollToIndex(row, { align: 'auto' })),
    [viewport, virtualizer],
  );
  const activeRow = activeAt < 0 ? -1 : (rows.rowOf[activeAt] ?? -1);
  return (
    <div
      ref={scroller}
      className="ps-fields"
      role="tree"
      aria-label={label}
      aria-multiselectable={false}
      tabIndex={0}
      data-side={side}
      {...(activeRow >= 0 && { 'aria-activedescendant': rowId(side, activeAt) })}
      onKeyDown={onKeyDown}
      onPointerDown={() => (isPressed.current = true)}
      onPointerUp={() => (isPressed.current = false)}
      onPointerCancel={() => (isPressed.current = false)}
      onFocus={() => {
        if (!isPressed.current) onEnter();
      }}
    >
      <div className="ps-fields__space" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const at = rows.positions[index];
          return at === undefined ? null : <Row key={tree.nodes[at]?.key ?? at} at={at} top={start} view={props} />;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly at: number;
  readonly top: number;
  readonly view: FieldTreeViewProps;
}

/** Scrolling leaves `view` as it is: only rows that come into sight are made. */
const Row = memo(function Row({ at, top, view }: RowProps) {
  const { side, tree, collapsed, activeAt, rowHeight, renderRow } = view;
  const node = tree.nodes[at];
  if (!node) return null;
  const { spoken, className, content, handlers } = renderRow(at);
  const canOpen = !isLeaf(tree, at);
  return (
    <div
      id={rowId(side, at)}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-label={spoken}
      aria-selected={at === activeAt}
      {...(canOpen && { 'aria-expanded': !collapsed.has(node.key) })}
      className={at === activeAt ? `${className} ps-field--active` : className}
      data-key={node.key}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
      {...handlers}
    >
      {content}
    </div>
  );
});

/** Told once a frame, after the rows of both trees are in place: asking in between lays the page out once more each time. */
function followViewport(scroller: HTMLDivElement | null, viewport: TreeViewport): (() => void) | undefined {
  if (!scroller) return undefined;
  let frame = 0;
  const tell = (): void => viewport.update({ scrollTop: scroller.scrollTop, height: scroller.clientHeight });
  const tellInFrame = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tell);
  };
  tell();
  scroller.addEventListener('scroll', tellInFrame, { passive: true });
  const sizes = new ResizeObserver(tell);
  sizes.observe(scroller);
  return () => {
    cancelAnimationFrame(frame);
    scroller.removeEventListener('scroll', tellInFrame);
    sizes.disconnect();
  };
}
