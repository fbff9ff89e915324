import { invariant } from '@penstock/kernel';
import type { FlowGroup, FlowNote } from '../annotations';
import type { FlowDocument, StepId } from '../document';
import type { CommandHandler } from './flow-command';

export const putNote: CommandHandler<'put-note'> = (flow, { note }) => withNotes(flow, replacedOrAdded(flow.notes ?? [], note));

export const removeNotes: CommandHandler<'remove-notes'> = (flow, { noteIds }) =>
  withNotes(
    flow,
    (flow.notes ?? []).filter(({ id }) => !noteIds.includes(id)),
  );

export const putGroup: CommandHandler<'put-group'> = (flow, { group }) => {
  const unknown = group.steps.filter((id) => !(id in flow.steps));
  invariant(unknown.length === 0, `the grouped steps are in the flow: ${unknown.join(', ')}`);
  const others = withoutSteps((flow.groups ?? []).filter(({ id }) => id !== group.id), new Set(group.steps));
  const place = (flow.groups ?? []).findIndex(({ id }) => id === group.id);
  return withGroups(flow, place < 0 ? [...others, group] : others.toSpliced(place, 0, group));
};

export const removeGroups: CommandHandler<'remove-groups'> = (flow, { groupIds }) =>
  withGroups(
    flow,
    (flow.groups ?? []).filter(({ id }) => !groupIds.includes(id)),
  );

/** Groups without these steps; a group that has none left goes with them. */
export function withoutGroupedSteps(flow: FlowDocument, gone: ReadonlySet<StepId>): FlowDocument {
  const isTouched = flow.groups?.some(({ steps }) => steps.some((id) => gone.has(id)));
  return isTouched ? withGroups(flow, withoutSteps(flow.groups ?? [], gone)) : flow;
}

const withoutSteps = (groups: readonly FlowGroup[], gone: ReadonlySet<StepId>): FlowGroup[] =>
  groups
    .map((group) => ({ ...group, steps: group.steps.filter((id) => !gone.has(id)) }))
    .filter(({ steps }) => steps.length > 0);

/** An empty list is left out, as if there had never been one. */
function withNotes({ notes: _old, ...flow }: FlowDocument, notes: FlowNote[]): FlowDocument {
  return { ...flow, ...(notes.length > 0 && { notes }) };
}

function withGroups({ groups: _old, ...flow }: FlowDocument, groups: FlowGroup[]): FlowDocument {
  return { ...flow, ...(groups.length > 0 && { groups }) };
}

function replacedOrAdded<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  return list.some(({ id }) => id === item.id) ? list.map((old) => (old.id === item.id ? item : old)) : [...list, item];
}
