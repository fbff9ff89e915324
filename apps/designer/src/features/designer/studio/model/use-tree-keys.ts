import { useRef, type KeyboardEvent } from 'react';
import { treeMove, typedAhead, type TreePlace } from './tree-moves';
import { useStudio } from './studio-context';
import type { Side } from './studio-store';

/** How long letters belong to one word. */
const TYPING_PAUSE_MS = 600;

/** The keys of the ARIA tree pattern; answers whether the key was one of them. */
export function useTreeKeys(side: Side, place: TreePlace): (event: KeyboardEvent<HTMLDivElement>) => boolean {
  const { store, viewports } = useStudio();
  const typed = useRef({ text: '', at: 0 });
  const goTo = (at: number): true => {
    store.getState().activate(side, place.tree.nodes[at]?.key ?? null);
    viewports[side].reveal(place.rows.rowOf[at] ?? 0);
    return true;
  };
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const move = treeMove(event.key, place);
    if (move?.kind === 'go') return goTo(move.at);
    if (move?.kind === 'toggle') {
      for (const key of move.keys) store.getState().toggle(side, key);
      return true;
    }
    if (event.key.length !== 1 || !/[\p{L}\d_]/u.test(event.key)) return false;
    const { text, at } = typed.current;
    const word = event.timeStamp - at < TYPING_PAUSE_MS ? text + event.key : event.key;
    typed.current = { text: word, at: event.timeStamp };
    const found = typedAhead(word, place);
    return found === undefined ? false : goTo(found);
  };
}
