import type { Run } from '@penstock/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { RunsTable } from '../../../shared/ui/runs-table';

const rowHeight = 37;
const overscan = 12;

interface VirtualRunsProps {
  readonly runs: readonly Run[];
  /** The answer to an earlier question, shown until the asked one comes. */
  readonly isOld: boolean;
  onEnd(): void;
}

/** Only the rows in sight are in the page; the rest is space. */
export function VirtualRuns({ runs, isOld, onEnd }: VirtualRunsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const rows = virtualizer.getVirtualItems();
  const first = rows[0];
  const last = rows.at(-1);
  const reachedEnd = last !== undefined && last.index >= runs.length - 1;
  useEffect(() => {
    if (reachedEnd) onEnd();
  });
  const below = last ? virtualizer.getTotalSize() - last.end : 0;
  return (
    <div
      ref={scroller}
      className="ps-table-scroll"
      aria-busy={isOld}
      style={{ flex: '0 1 auto', minHeight: 0, ...(isOld && { opacity: 0.6 }) }}
    >
      <RunsTable
        runs={first && last ? runs.slice(first.index, last.index + 1) : runs.slice(0, 40)}
        columnsFrom={runs}
        before={first && first.start > 0 && <Space height={first.start} />}
        after={below > 0 && <Space height={below} />}
      />
    </div>
  );
}

const Space = ({ height }: { readonly height: number }) => (
  <tr aria-hidden>
    <td style={{ border: 0, height, padding: 0 }} />
  </tr>
);
