import { addStepAfter, exitFor, insertStepOnEdge } from '@penstock/flow-model';
import type { EditorState } from './editor-store';
import type { PaletteEntry } from './palette-entries';

/** Puts a step where one was asked for: into a line, at an exit, else after the selected step or at the end. */
export function addFromPalette(state: EditorState, entry: PaletteEntry): void {
  const { flow, selection, insertion } = state;
  const step = entry.make(flow);
  const edge = insertion && 'edgeId' in insertion ? flow.edges.find(({ id }) => id === insertion.edgeId) : undefined;
  const [selected = null] = selection;
  const exit = insertion && 'port' in insertion ? insertion : exitFor(flow, selected);
  if (edge) state.execute(insertStepOnEdge(flow, edge, step));
  else state.execute(exit ? addStepAfter(flow, exit, step) : { kind: 'add-step', step });
  state.chooseInsertion(null);
  state.select([step.id]);
}
