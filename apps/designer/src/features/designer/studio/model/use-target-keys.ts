import type { KeyboardEvent } from 'react';
import type { FieldTree } from './field-tree';
import { useStudio } from './studio-context';
import { useMapGestures } from './use-map-gestures';
import { useJumps } from './use-jumps';
import { useTreeKeys } from './use-tree-keys';
import type { VisibleRows } from './visible-rows';

interface TargetKeys {
  readonly tree: FieldTree;
  readonly rows: VisibleRows;
  readonly collapsed: ReadonlySet<string>;
  readonly at: number;
  readonly rowHeight: number;
}

/** Keys of the target tree: those of a tree, and those that make and clear rules. Answers whether the key meant something. */
export function useTargetKeys({ rowHeight, ...place }: TargetKeys): (event: KeyboardEvent<HTMLDivElement>) => boolean {
  const { store, viewports } = useStudio();
  const gestures = useMapGestures();
  const jumps = useJumps();
  const page = Math.max(1, Math.floor(viewports.target.get().height / rowHeight) - 1);
  const onTreeKey = useTreeKeys('target', { ...place, page });
  return (event) => {
    const { picked, set } = store.getState();
    const target = place.tree.nodes[place.at]?.key;
    if (event.altKey && event.key === 'ArrowDown') return jumps.toProblem(1);
    if (event.altKey && event.key === 'ArrowUp') return jumps.toProblem(-1);
    if (event.key === 'Escape' && picked !== null) {
      gestures.pick(null);
      return true;
    }
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return onTreeKey(event);
    switch (event.key) {
      case 'Enter':
        if (picked !== null) gestures.map(picked, target);
        else set({ typing: { target, start: '' } });
        return true;
      case 'F2':
        set({ typing: { target, start: '' } });
        return true;
      case '=':
      case '/':
        set({ typing: { target, start: event.key } });
        return true;
      case 'Delete':
      case 'Backspace':
        gestures.unmap(target);
        return true;
      default:
        return onTreeKey(event);
    }
  };
}
