import { TRIGGER_ID, type FlowGroup, type FlowStep } from '@penstock/flow-model';
import { groupIdOf, noteIdOf } from '../../../shared/canvas/annotation-ids';
import type { EditorState } from './editor-store';

type Selection = Pick<EditorState, 'flow' | 'selection'>;

export const selectedSteps = ({ flow, selection }: Selection): FlowStep[] =>
  [...selection].flatMap((id) => flow.steps[id] ?? []);
export const selectedStepIds = (state: Selection): string[] => selectedSteps(state).map(({ id }) => id);
export const selectedNoteIds = ({ selection }: Selection): string[] => [...selection].flatMap((id) => noteIdOf(id) ?? []);
export const selectedGroups = ({ flow, selection }: Selection): FlowGroup[] =>
  [...selection].flatMap((id) => flow.groups?.find((group) => group.id === groupIdOf(id)) ?? []);
/** The one card that is selected, the trigger included; null for none and for several. */
export function onlySelected({ flow, selection }: Selection): string | null {
  const ids = [...selection].filter((id) => id in flow.steps || id === TRIGGER_ID);
  return ids.length === 1 ? (ids[0] ?? null) : null;
}
