import {
  alignedPlaces,
  distributedPlaces,
  layoutFlow,
  layoutSelection,
  tidiedPlaces,
  type Alignment,
  type FlowDocument,
  type Places,
} from '@penstock/flow-model';
import type { EditorState } from '../model/editor-store';
import { selectedStepIds } from '../model/selected';
import { strings } from '../strings';
import type { CommandContext, EditorCommand } from './editor-command';

const words = strings.commands;
const hasFewerThan = (count: number) => (state: EditorState) => selectedStepIds(state).length < count;

interface Move {
  readonly label: string;
  readonly places: (flow: FlowDocument, ids: readonly string[]) => Places;
}

/** One command of the document, undone as one; nothing when every step stands there already. */
function move({ editor: { store } }: CommandContext, { label, places }: Move): boolean {
  const state = store.getState();
  const positions = places(state.flow, selectedStepIds(state));
  if (Object.keys(positions).length === 0) return false;
  state.execute({ kind: 'batch', label, commands: [{ kind: 'move', positions }] });
  return true;
}

const alignment = (how: Alignment): EditorCommand => ({
  id: `align-${how}`,
  label: words.align[how],
  group: 'Arrange',
  isOff: hasFewerThan(2),
  run: (context) => void move(context, { label: words.align[how].toLowerCase(), places: (flow, ids) => alignedPlaces(flow, ids, how) }),
});

const distribution = (axis: 'x' | 'y'): EditorCommand => ({
  id: `distribute-${axis}`,
  label: words.distribute[axis],
  group: 'Arrange',
  isOff: hasFewerThan(3),
  run: (context) =>
    void move(context, { label: words.distribute[axis].toLowerCase(), places: (flow, ids) => distributedPlaces(flow, ids, axis) }),
});

/** Alone, because a whole flow in new places wants to be seen as a whole. */
function arrangeAll(context: CommandContext): void {
  if (move(context, { label: 'arrange', places: layoutFlow })) requestAnimationFrame(context.canvas.fit);
}

export const arrangeCommands: readonly EditorCommand[] = [
  { id: 'arrange-all', label: words.arrangeAll, group: 'Arrange', keys: ['shift+L'], run: arrangeAll },
  {
    id: 'arrange-selection',
    label: words.arrangeSelection,
    group: 'Arrange',
    isOff: hasFewerThan(2),
    run: (context) => void move(context, { label: 'arrange the selected steps', places: layoutSelection }),
  },
  { id: 'tidy', label: words.tidy, group: 'Arrange', run: (context) => void move(context, { label: 'tidy', places: (flow) => tidiedPlaces(flow) }) },
  ...(['left', 'center', 'right', 'top', 'middle', 'bottom'] as const).map(alignment),
  ...(['x', 'y'] as const).map(distribution),
];
