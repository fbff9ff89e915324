import { TRIGGER_ID, type FlowDocument, type StepId } from '../document';

/** Ids that earlier steps' data is addressed by: short, readable, unique in the flow, valid by the document schema. */
const maxBaseLength = 50;

export function freshStepId(flow: FlowDocument, title: string, alsoTaken: readonly StepId[] = []): StepId {
  const base = slugOf(title);
  return firstFree(base, (id) => id === TRIGGER_ID || id in flow.steps || alsoTaken.includes(id));
}

export const freshNoteId = (flow: FlowDocument, alsoTaken: readonly string[] = []): string =>
  firstFree('note-1', (id) => alsoTaken.includes(id) || flow.notes?.some((note) => note.id === id) === true);

export const freshGroupId = (flow: FlowDocument, alsoTaken: readonly string[] = []): string =>
  firstFree('group-1', (id) => alsoTaken.includes(id) || flow.groups?.some((group) => group.id === id) === true);

/** For tests of a flow and of a mapping alike. */
export const freshTestId = (tests: Readonly<Record<string, unknown>>, name: string): string => firstFree(slugOf(name), (id) => Object.hasOwn(tests, id));

export function freshEdgeId(flow: Pick<FlowDocument, 'edges'>, alsoTaken: readonly string[] = []): string {
  const taken = new Set([...flow.edges.map((edge) => edge.id), ...alsoTaken]);
  return firstFree('edge-1', (id) => taken.has(id));
}

/** Lower-case letters, digits and hyphens, starting with a letter. */
export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, maxBaseLength)
    .replace(/-+$/, '');
  return slug === '' ? 'step' : slug;
}

function firstFree(base: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(base)) return base;
  const stem = base.replace(/-\d+$/, '');
  let number = 2;
  while (isTaken(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
