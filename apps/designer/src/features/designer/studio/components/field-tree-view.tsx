import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type ComponentType, type KeyboardEvent } from 'react';
import type { FieldTree } from '../model/field-tree';
import type { Side } from '../model/studio-store';
import type { TreeViewport } from '../model/tree-viewport';
import type { VisibleRows } from '../model/visible-rows';
import { rowId, type RowPlace } from './tree-item';

export interface FieldTreeViewProps {
  readonly side: Side;
  readonly label: string;
  readonly tree: FieldTree;
  readonly rows: VisibleRows;
  /** What is searched, marked in the names. */
  readonly words: readonly string[];
  /** Position of the active field; -1 when none is. */
  readonly activeAt: number;
  readonly rowHeight: number;
  readonly viewport: TreeViewport;
  /** Draws one field as a `TreeItem`; follows what it shows of the studio by itself. */
  readonly row: ComponentType<TreeRowProps>;
  onKeyDown(event: KeyboardEvent<HTMLDivElement>): void;
  onEnter(): void;
  onPaste?(text: string): void;
}

export interface TreeRowProps {
  /** Position in the tree. */
  readonly at: number;
  readonly place: RowPlace;
  readonly isActive: boolean;
  readonly words: readonly string[];
}

const overscan = 8;

/** A tree of which only the rows in sight are in the page. The tree has the focus, its active row is pointed to. */
export function FieldTreeView(props: FieldTreeViewProps) {
  const { side, label, tree, rows, words, activeAt, rowHeight, viewport, row, onKeyDown, onEnter, onPaste } = props;
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
      onPaste={(event) => event.target === event.currentTarget && onPaste?.(event.clipboardData.getData('text/plain'))}
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
          return at === undefined ? null : (
            <PlacedRow
              key={tree.nodes[at]?.key ?? at}
              at={at}
              top={start}
              height={rowHeight}
              isActive={at === activeAt}
              words={words}
              row={row}
            />
          );
        })}
      </div>
    </div>
  );
}

interface PlacedRowProps extends Omit<TreeRowProps, 'place'>, RowPlace {
  readonly row: ComponentType<TreeRowProps>;
}

/** Scrolling leaves rows in sight as they are: only those that come into sight are made. */
const PlacedRow = memo(function PlacedRow({ row: Row, top, height, ...rest }: PlacedRowProps) {
  return <Row {...rest} place={{ top, height }} />;
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
