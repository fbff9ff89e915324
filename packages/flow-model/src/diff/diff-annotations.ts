import type { FlowGroup, FlowNote } from '../annotations';
import type { FlowDocument } from '../document';
import { describeValue } from './describe-values';
import { isSame, sides } from './difference-of';
import type { FlowDifference } from './flow-difference';

/** What stands on the canvas beside the steps: what a note says and a group is called is wording, where it stands is layout. */
export const diffAnnotations = (before: FlowDocument, after: FlowDocument): FlowDifference[] => [
  ...diffList('notes', { before: before.notes, after: after.notes }, { nameOf: noteName, change: diffNote }),
  ...diffList('groups', { before: before.groups, after: after.groups }, { nameOf: groupName, change: diffGroup }),
];

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

interface Words<T> {
  nameOf(item: T): string;
  change(pair: Pair<T>): FlowDifference[];
}

type Identified = { readonly id: string };
type List<T> = readonly T[] | undefined;

function diffList<T extends Identified>(path: string, { before, after }: Pair<List<T>>, { nameOf, change }: Words<T>): FlowDifference[] {
  if (isSame(before, after)) return [];
  const [was, is] = [byId(before), byId(after)];
  // The checker refuses lists with an id twice; such a document can still be compared.
  if (was.size !== (before?.length ?? 0) || is.size !== (after?.length ?? 0) || was.size + is.size === 0) return [asAWhole(path, { before, after })];
  const found = [...new Set([...was.keys(), ...is.keys()])].flatMap((id): FlowDifference[] => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now) return change({ before: old, after: now });
    const item = now ?? old;
    if (!item) return [];
    const sentence = `${nameOf(item)} was ${now ? 'added' : 'removed'}.`;
    return [{ kind: 'note-changed', weight: 'wording', path: `${path}.${id}`, ...sides(old, now), sentence }];
  });
  return [...found, ...diffOrder(path, [...was.keys()], [...is.keys()])];
}

const byId = <T extends Identified>(list: List<T>): ReadonlyMap<string, T> => new Map(list?.map((item) => [item.id, item]));

const asAWhole = (path: string, { before, after }: Pair<unknown>): FlowDifference => ({
  kind: 'note-changed',
  weight: 'wording',
  path,
  ...sides(before, after),
  sentence: `The ${path} on the canvas were written down differently.`,
});

/** A later one lies over an earlier one. */
function diffOrder(path: string, before: readonly string[], after: readonly string[]): FlowDifference[] {
  const [was, is] = [before.filter((id) => after.includes(id)), after.filter((id) => before.includes(id))];
  return isSame(was, is) ? [] : [layout(`${path}.order`, { before: was, after: is }, `The ${path} lie over each other in another order.`)];
}

const layout = (path: string, { before, after }: Pair<unknown>, sentence: string): FlowDifference => ({ kind: 'layout-changed', weight: 'layout', path, ...sides(before, after), sentence });

const noteName = ({ text }: FlowNote): string => (text.trim() === '' ? 'An empty note' : `The note ${describeValue(text)}`);
const groupName = ({ name }: FlowGroup): string => `The group “${name}”`;

function diffNote({ before, after }: Pair<FlowNote>): FlowDifference[] {
  const [was, is] = [frameOf(before), frameOf(after)];
  const path = `notes.${after.id}`;
  const said: FlowDifference = {
    kind: 'note-changed',
    weight: 'wording',
    path: `${path}.text`,
    ...sides(before.text, after.text),
    sentence: `A note now says ${describeValue(after.text)} (it said ${describeValue(before.text)}).`,
  };
  return [...(before.text === after.text ? [] : [said]), ...(isSame(was, is) ? [] : [layout(`${path}.frame`, { before: was, after: is }, `${noteName(after)} stands elsewhere or has another size.`)])];
}

const frameOf = ({ position, width, height }: FlowNote) => ({ ...position, width, height });

function diffGroup({ before, after }: Pair<FlowGroup>): FlowDifference[] {
  const path = `groups.${after.id}`;
  const renamed: FlowDifference = {
    kind: 'note-changed',
    weight: 'wording',
    path: `${path}.name`,
    ...sides(before.name, after.name),
    sentence: `The group “${before.name}” is now called “${after.name}”.`,
  };
  return [
    ...(before.name === after.name ? [] : [renamed]),
    ...(before.tint === after.tint ? [] : [layout(`${path}.tint`, { before: before.tint, after: after.tint }, `The group “${after.name}” has another colour.`)]),
    ...(isSame(before.steps, after.steps) ? [] : [layout(`${path}.steps`, { before: before.steps, after: after.steps }, `The group “${after.name}” stands around other steps.`)]),
  ];
}
