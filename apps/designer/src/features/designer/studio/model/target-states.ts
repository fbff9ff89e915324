import { canMakeValue, type MappingRule } from '@penstock/mapping';
import { ancestorsOf, isLeaf, type FieldTree } from './field-tree';
import { isWithin } from './mapping-links';
import { isNesting, type RulePlace } from './rule-places';

/** What the glyph of a target row says. */
export type TargetState =
  | 'unmapped'
  | 'required'
  | 'mapped'
  | 'suggested'
  | 'constant'
  | 'formula'
  | 'conditional'
  | 'loop'
  /** Left out on purpose. */
  | 'omitted'
  | 'problem'
  /** A condition keeps the value away from the sample record. */
  | 'disabled';

export interface StateQuestion {
  readonly tree: FieldTree;
  readonly places: ReadonlyMap<string, RulePlace>;
  /** Why rules do not work, by rule id. */
  readonly problems: ReadonlyMap<string, string>;
  /** Targets with an open suggestion. */
  readonly suggested: ReadonlySet<string>;
  /** Whether the rule's condition lets the sample record through; absent: not tried. */
  readonly isHeldBack?: (place: RulePlace) => boolean;
}

export interface TargetStates {
  /** By position in the tree. */
  readonly states: readonly TargetState[];
  /** Required fields below a closed parent that nothing fills, by position of the parent. */
  readonly openBelow: Int32Array;
  readonly required: { readonly filled: number; readonly all: number };
  /** Positions of required fields that nothing fills, in the tree's order. */
  readonly open: readonly number[];
}

/** What each target row says, and how far the mapping is. */
export function targetStates(question: StateQuestion): TargetStates {
  const { tree, places } = question;
  const used = usedBranches(tree, places);
  const openBelow = new Int32Array(tree.nodes.length);
  const open: number[] = [];
  let all = 0;
  const states = tree.nodes.map((node, at): TargetState => {
    const place = places.get(node.key);
    const isNeeded = node.isRequired && isAsked(tree, at, used);
    const isFilled = place !== undefined ? canMakeValue(place.rule) : isCovered(tree, at, { places, used });
    // A branch is filled by what is in it: only its own leaves are counted.
    const counts = isNeeded && (isLeaf(tree, at) || node.isList || place !== undefined);
    if (counts) all += 1;
    if (counts && !isFilled) {
      open.push(at);
      for (const up of ancestorsOf(tree, at)) openBelow[up] = (openBelow[up] ?? 0) + 1;
    }
    return place ? stateOfRule(place, question) : unfilledState(node.key, counts && !isFilled, question);
  });
  return { states, openBelow, required: { filled: all - open.length, all }, open };
}

function stateOfRule(place: RulePlace, { problems, isHeldBack }: StateQuestion): TargetState {
  const { rule } = place;
  if (problems.has(rule.id)) return 'problem';
  if ('when' in rule && rule.when) return isHeldBack?.(place) ? 'disabled' : 'conditional';
  return stateByKind[rule.kind];
}

const stateByKind: Readonly<Record<MappingRule['kind'], TargetState>> = {
  const: 'constant',
  copy: 'mapped',
  pipe: 'mapped',
  formula: 'formula',
  decision: 'formula',
  each: 'loop',
  object: 'mapped',
  omit: 'omitted',
};

const unfilledState = (key: string, isOpen: boolean, { suggested }: StateQuestion): TargetState =>
  suggested.has(key) ? 'suggested' : isOpen ? 'required' : 'unmapped';

/** Positions of fields that a rule fills, and of everything around them. */
function usedBranches(tree: FieldTree, places: ReadonlyMap<string, RulePlace>): ReadonlySet<number> {
  const used = new Set<number>();
  for (const target of places.keys()) {
    const at = tree.positions.get(target);
    if (at === undefined) continue;
    used.add(at);
    for (const up of ancestorsOf(tree, at)) used.add(up);
  }
  return used;
}

/** A required field of an optional object is asked for only once something else of the object is there. */
const isAsked = (tree: FieldTree, at: number, used: ReadonlySet<number>): boolean =>
  ancestorsOf(tree, at).every((up) => tree.nodes[up]?.isRequired === true || used.has(up));

/** A rule for an object fills all that is in it; a rule in a list fills the list. */
function isCovered(
  tree: FieldTree,
  at: number,
  { places, used }: { places: ReadonlyMap<string, RulePlace>; used: ReadonlySet<number> },
): boolean {
  if (tree.nodes[at]?.isList && used.has(at)) return true;
  return ancestorsOf(tree, at).some((up) => {
    const rule = places.get(tree.nodes[up]?.key ?? '')?.rule;
    return rule !== undefined && !isNesting(rule);
  });
}

/** Positions below and including a field, for "expand all below" and for jumps. */
export const positionsWithin = (tree: FieldTree, key: string): number[] =>
  tree.nodes.flatMap((node, at) => (isWithin(node.key, key) ? [at] : []));
