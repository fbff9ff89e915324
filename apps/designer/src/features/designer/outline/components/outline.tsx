import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useCommands } from '../../commands/commands-context';
import { useCanvasKeys } from '../../commands/use-editor-keys';
import { countProblems } from '../../model/count-problems';
import { useEditor, useEditorState } from '../../model/editor-context';
import { useEvidence } from '../../samples/model/use-evidence';
import { strings } from '../../strings';
import { outlineRows, type OutlineRow } from '../model/outline-rows';
import { OutlineLine } from './outline-line';

/** The whole flow as a tree, in step with the canvas: everything the canvas can do, by keyboard and screen reader. */
export function Outline({ hasPanel }: { readonly hasPanel: boolean }) {
  const { store } = useEditor();
  const { open, canvas, panel } = useCommands();
  const isCovered = hasPanel || panel !== null;
  const flow = useEditorState((state) => state.flow);
  const selection = useEditorState((state) => state.selection);
  const problems = useEditorState((state) => state.problems);
  const counts = useMemo(() => countProblems(problems), [problems]);
  const { evidence } = useEvidence(useDeferredValue(flow));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const rows = useMemo(() => outlineRows(flow, closed), [flow, closed]);
  const active = useActiveRow(rows, activeKey, selection);
  const tree = useRef<HTMLUListElement>(null);
  const handleCommands = useCanvasKeys('outline');

  const goTo = (row: OutlineRow | undefined): void => {
    if (!row) return;
    setActiveKey(row.key);
    store.getState().select(row.stepId === null ? [] : [row.stepId]);
    if (row.stepId !== null) canvas.reveal([row.stepId]);
  };
  const setOpen = (row: OutlineRow, isOpen: boolean): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(row.key);
      else next.add(row.key);
      return next;
    });

  // Whatever moved on, a step added or a dialog closed, the line that stands for it has the focus.
  const target = active?.key ?? null;
  useEffect(() => {
    if (isCovered) return;
    const lines = [...(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    lines.find((line) => line.dataset['key'] === target)?.focus();
  }, [target, isCovered]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!active) return;
    const move = nextRow(rows, active, event.key);
    if (move && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (move === 'open' || move === 'close') setOpen(active, move === 'open');
      else goTo(move);
      return;
    }
    if (active.exit && event.key.toLowerCase() === 'a' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      store.getState().chooseInsertion(active.exit);
      open('add-step');
      return;
    }
    handleCommands(event);
  };

  return (
    <div className="ps-outline">
      <p className="ps-meta">{strings.outline.hint}</p>
      <ul ref={tree} role="tree" aria-label={strings.outline.tree(flow.name)} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <OutlineLine
            key={row.key}
            row={row}
            isActive={row.key === target}
            isSelected={row.stepId !== null && selection.has(row.stepId)}
            evidence={row.stepId === null ? null : (evidence.get(row.stepId) ?? null)}
            problemCount={row.stepId === null ? 0 : (counts.get(row.stepId) ?? 0)}
            onChoose={() => goTo(row)}
            onToggle={() => setOpen(row, !row.isOpen)}
          />
        ))}
      </ul>
    </div>
  );
}

/** The line with the focus: that of the selected step, so that the canvas and the outline never disagree. */
function useActiveRow(
  rows: readonly OutlineRow[],
  activeKey: string | null,
  selection: ReadonlySet<string>,
): OutlineRow | undefined {
  const chosen = rows.find(({ stepId }) => stepId !== null && selection.has(stepId));
  return chosen ?? rows.find(({ key }) => key === activeKey) ?? rows[0];
}

/** What an arrow key means on a line of a tree (WAI-ARIA tree pattern); undefined for other keys. */
function nextRow(rows: readonly OutlineRow[], row: OutlineRow, key: string): OutlineRow | 'open' | 'close' | undefined {
  const at = rows.indexOf(row);
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowRight':
      return row.canOpen && !row.isOpen ? 'open' : row.isOpen ? rows[at + 1] : undefined;
    case 'ArrowLeft':
      return row.isOpen ? 'close' : rows.find(({ key: other }) => other === row.parentKey);
    default:
      return undefined;
  }
}
