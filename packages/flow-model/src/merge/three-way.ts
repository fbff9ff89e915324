import { isSame } from '../diff/difference-of';

/** Which of the three documents a part is taken from where both sides changed it differently. */
export type MergeSource = 'base' | 'mine' | 'theirs';

/** What is called for every part that both sides changed differently; what it answers is taken. */
export type Arbiter = (key: string) => MergeSource;

export interface Sides<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Parts of a document by a name that both sides share; absent where a side has none. */
export type Parts = Readonly<Record<string, unknown>>;

/** Takes the side that changed something; where both did and differ, what the arbiter says. */
export function mergeValue<T>({ base, mine, theirs }: Sides<T>, key: string, arbiter: Arbiter): T {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  return { base, mine, theirs }[arbiter(key)];
}

/** Part by part, in the order of the side that changed the order; what only the other side has follows its predecessor. */
export function mergeParts(sides: Sides<Parts>, key: string, arbiter: Arbiter): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const name of orderOf(sides)) {
    const { base, mine, theirs } = sides;
    const value = mergeValue({ base: own(base, name), mine: own(mine, name), theirs: own(theirs, name) }, `${key}/${name}`, arbiter);
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/** The same for a member that a document may lack: one side's dropping it holds, unless the other put something in. */
export function mergeOptionalParts(sides: Sides<Parts | undefined>, key: string, arbiter: Arbiter): Record<string, unknown> | undefined {
  const of = <T>(read: (parts: Parts | undefined) => T): Sides<T> => ({ base: read(sides.base), mine: read(sides.mine), theirs: read(sides.theirs) });
  const merged = mergeParts(of((parts) => parts ?? {}), key, arbiter);
  // Of there and not there, two sides that both changed it chose the same.
  const isThere = mergeValue(of((parts) => parts !== undefined), key, () => 'mine');
  return isThere || Object.keys(merged).length > 0 ? merged : undefined;
}

/** Items of a list under names; one that repeats gets a number. Names are never taken for positions or built-in members. */
export function named<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, T> {
  const found: Record<string, T> = {};
  for (const item of items) {
    let name = `${nameOf(item)} `;
    for (let again = 2; name in found; again += 1) name = `${nameOf(item)} ${again}`;
    found[name] = item;
  }
  return found;
}

export const own = (parts: Parts, name: string): unknown => (Object.hasOwn(parts, name) ? parts[name] : undefined);

function orderOf({ base, mine, theirs }: Sides<Parts>): readonly string[] {
  const [was, my, their] = [Object.keys(base), Object.keys(mine), Object.keys(theirs)];
  const hasMyOrder = !isSame(common(my, was), common(was, my));
  const [leading, other] = hasMyOrder ? [my, their] : [their, my];
  const order = [...leading];
  other.forEach((name, index) => {
    if (order.includes(name)) return;
    order.splice(order.indexOf(other[index - 1] ?? '') + 1, 0, name);
  });
  // A part that both dropped may still be the arbiter's to bring back.
  return [...order, ...was.filter((name) => !order.includes(name))];
}

const common = (names: readonly string[], others: readonly string[]): string[] => names.filter((name) => others.includes(name));
