import { outlineOf, TRIGGER_ID, type FlowDocument, type OutlineItem, type StepExit } from '@penstock/flow-model';
import { exitLabel } from '../../../../shared/canvas/exits';
import { strings } from '../../strings';

const words = strings.outline;

/** One line of the outline, as a tree item wants it. */
export interface OutlineRow {
  /** `charge`; of a branch `check:yes`. Stable while its step and its exit are. */
  readonly key: string;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parentKey: string | null;
  readonly stepId: string | null;
  /** Of a branch: where a step added here goes. */
  readonly exit: StepExit | null;
  readonly label: string;
  /** What is said beside the name, e.g. where the branch goes on. */
  readonly detail: string;
  readonly canOpen: boolean;
  readonly isOpen: boolean;
}

/** The lines that can be seen, from the top; `closed` holds the keys of those whose children are hidden. */
export function outlineRows(flow: FlowDocument, closed: ReadonlySet<string>): readonly OutlineRow[] {
  return rowsOf(outlineOf(flow), { flow, closed, level: 1, parentKey: null });
}

interface Place {
  readonly flow: FlowDocument;
  readonly closed: ReadonlySet<string>;
  readonly level: number;
  readonly parentKey: string | null;
}

function rowsOf(items: readonly OutlineItem[], place: Place): OutlineRow[] {
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const canOpen = item.children.length > 0;
    const isOpen = canOpen && !place.closed.has(key);
    const row: OutlineRow = {
      key,
      level: place.level,
      position: index + 1,
      siblings: items.length,
      parentKey: place.parentKey,
      canOpen,
      isOpen,
      ...(item.kind === 'step' ? stepWords(item.id, place.flow) : branchWords(item, place.flow)),
    };
    return isOpen ? [row, ...rowsOf(item.children, { ...place, level: place.level + 1, parentKey: key })] : [row];
  });
}

const keyOf = (item: OutlineItem): string => (item.kind === 'step' ? item.id : `${item.from}:${item.port ?? ''}`);

function stepWords(id: string, flow: FlowDocument) {
  const step = flow.steps[id];
  return {
    stepId: id,
    exit: null,
    label: step?.name ?? flow.trigger.name,
    detail: step?.disabled ? words.disabled : '',
  };
}

function branchWords(item: Extract<OutlineItem, { kind: 'branch' }>, flow: FlowDocument) {
  const { from, port, joins, children } = item;
  if (port === null) return { stepId: null, exit: null, label: words.loose, detail: '' };
  const names = joins.map((id) => `“${flow.steps[id]?.name ?? flow.trigger.name}”`).join(', ');
  const end = joins.length > 0 ? words.joins(names) : children.length === 0 ? words.empty : '';
  return {
    stepId: null,
    exit: { from, port },
    label: words.branch(exitLabel(from === TRIGGER_ID ? undefined : flow.steps[from], port)),
    detail: end,
  };
}
