import type { MappingDocument, MappingRule, NestingRule, SourceRef, StepCall } from '@penstock/mapping';
import { freshRuleId, ruleInMode, sourcesOfRule, stepsOfRule, withData } from '../../mapping/model/rule-edits';
import { strings } from '../strings';
import { isLeaf, listAround, type FieldNode, type FieldTree } from './field-tree';
import { isReached, newLoop, targetInside, withPlacedRule } from './placed-rules';
import { listsAround, loopCount, nestingAround } from './nesting';
import { pathInside, placesByTarget, rulePlaces } from './rule-places';

/** What to do with a target that has a rule already. */
export type OnFilled = 'replace' | 'combine' | 'else';
/** How many values of a list become one. */
export type ListReduction = 'first' | 'last' | 'sum' | 'join';

export interface MapQuestion {
  readonly mapping: MappingDocument;
  readonly sources: FieldTree;
  readonly targets: FieldTree;
  readonly source: FieldNode;
  readonly target: FieldNode;
  readonly onFilled?: OnFilled | undefined;
  readonly reduction?: ListReduction | undefined;
}

export type MapAnswer =
  | { readonly kind: 'mapped'; readonly mapping: MappingDocument; readonly label: string; readonly told?: string }
  /** A person chooses first: nothing is replaced and no item of a list is taken silently. */
  | { readonly kind: 'ask-filled' | 'ask-list' }
  /** Two objects: their fields of the same name are proposed. */
  | { readonly kind: 'propose' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Maps a source field to a target field, as a drop or two key presses mean it. Pure: the document is left as it is. */
export function mapField(question: MapQuestion): MapAnswer {
  const { sources, targets, source, target } = question;
  const sourceAt = sources.positions.get(source.key) ?? -1;
  const targetAt = targets.positions.get(target.key) ?? -1;
  if (sourceAt < 0 || targetAt < 0) return { kind: 'refused', reason: strings.fieldGone };
  if (source.depth === 0) return { kind: 'refused', reason: strings.wholeSource };
  if (source.isList && target.isList) return loopFor(question, targetAt);
  const isObject = (tree: FieldTree, at: number): boolean => !isLeaf(tree, at) && tree.nodes[at]?.isList === false;
  if (isObject(sources, sourceAt) && isObject(targets, targetAt)) return { kind: 'propose' };
  return mapValue(question, { sourceAt, targetAt });
}

function loopFor({ mapping, source, target, targets, onFilled }: MapQuestion, targetAt: number): MapAnswer {
  const places = placesByTarget(rulePlaces(mapping.rules));
  const existing = places.get(target.key);
  if (existing && onFilled === undefined) return { kind: 'ask-filled' };
  const around = existing?.around ?? nestingAround(targets, targetAt, places);
  const loop = newLoop(mapping, {
    target: targetInside(target.key, around),
    from: pathInside(source.path, around),
    around,
  });
  const next: MappingRule =
    existing?.rule.kind === 'each'
      ? { ...existing.rule, from: loop.from }
      : { ...loop, id: existing?.rule.id ?? loop.id };
  return {
    kind: 'mapped',
    mapping: withPlacedRule(mapping, around, next),
    label: strings.loopLabel(target.name),
    told: strings.loopMade(target.title, source.key),
  };
}

function mapValue(question: MapQuestion, at: { sourceAt: number; targetAt: number }): MapAnswer {
  const { sources, source, target, reduction } = question;
  const opened = withLoops(question, at);
  if ('kind' in opened) return opened;
  const { mapping, around, told } = opened;
  const list = source.isList ? source : listAround(sources, at.sourceAt);
  const isWholeList = source.isList && target.type === 'any';
  if (!isWholeList && (source.isList || !isReached(list, around)) && list) {
    if (reduction === undefined) return { kind: 'ask-list' };
    return fill({ ...question, mapping }, { around, ...reduced(source, list, reduction), told });
  }
  return fill({ ...question, mapping }, { around, from: { path: source.path }, steps: [], told });
}

interface Opened {
  readonly mapping: MappingDocument;
  readonly around: readonly NestingRule[];
  readonly told: string | undefined;
}

/** The document with a loop for the list the target stands in, made from the source's list when there is none. */
function withLoops(
  { mapping, sources, targets }: MapQuestion,
  { sourceAt, targetAt }: { sourceAt: number; targetAt: number },
): Opened | MapAnswer {
  const places = placesByTarget(rulePlaces(mapping.rules));
  const around = nestingAround(targets, targetAt, places);
  const lists = listsAround(targets, targetAt);
  const missing = lists[loopCount(around)];
  if (!missing) return { mapping, around, told: undefined };
  if (places.has(missing.key)) return { kind: 'refused', reason: strings.listFilledWhole(missing.title) };
  const sourceList = listAround(sources, sourceAt);
  if (!sourceList || lists.length > loopCount(around) + 1)
    return { kind: 'refused', reason: strings.needsLoop(missing.title) };
  const loop = newLoop(mapping, {
    target: targetInside(missing.key, around),
    from: pathInside(sourceList.path, around),
    around: around,
  });
  return {
    mapping: withPlacedRule(mapping, around, loop),
    around: [...around, loop],
    told: strings.loopMade(missing.title, sourceList.key),
  };
}

interface Filling {
  readonly around: readonly NestingRule[];
  readonly from: SourceRef;
  readonly steps: readonly StepCall[];
  readonly told: string | undefined;
}

function fill({ mapping, target, onFilled, source }: MapQuestion, filling: Filling): MapAnswer {
  const { around, steps, told } = filling;
  const from = { ...filling.from, path: pathInside(filling.from.path, around) };
  const existing = placesByTarget(rulePlaces(mapping.rules)).get(target.key);
  if (existing && onFilled === undefined) return { kind: 'ask-filled' };
  const path = targetInside(target.key, around);
  const rule = existing && onFilled !== 'replace' ? joined(existing.rule, from, onFilled) : undefined;
  const old = existing?.rule;
  const fresh = ruleInMode('data', path, old && { ...old, target: path });
  const id = old?.id ?? freshRuleId(mapping, path);
  const base = { ...fresh, id } as Extract<MappingRule, { kind: 'pipe' }>;
  return {
    kind: 'mapped',
    mapping: withPlacedRule(mapping, around, rule ?? withData(base, [from], steps)),
    label: strings.mapLabel(source.name, target.name),
    ...(told !== undefined && { told }),
  };
}

/** How a rule that is there can take a further source. */
export function waysToAdd(rule: MappingRule): readonly OnFilled[] {
  if (rule.kind === 'const') return ['replace', 'else'];
  return rule.kind === 'copy' || rule.kind === 'pipe' ? ['replace', 'combine', 'else'] : ['replace'];
}

/** Both sources put together, or the second where the first is empty; a constant stays as the last resort. */
function joined(rule: MappingRule, from: SourceRef, how: OnFilled | undefined): MappingRule | undefined {
  if (rule.kind === 'const' && how === 'else') {
    const { kind: _const, value, ...shared } = rule;
    return { ...shared, kind: 'copy', from, default: value };
  }
  if (rule.kind !== 'copy' && rule.kind !== 'pipe') return undefined;
  const steps = stepsOfRule(rule);
  const step = how === 'else' ? { op: 'coalesce', args: {} } : { op: 'concat', args: { separator: ' ' } };
  return withData(
    rule,
    [...sourcesOfRule(rule), from],
    steps.some(({ op }) => op === step.op) ? steps : [step, ...steps],
  );
}

/** One value of a list: the list is the source, and the first step picks or sums. */
function reduced(source: FieldNode, list: FieldNode, reduction: ListReduction) {
  const field = source.key === list.key ? undefined : source.key.slice(`${list.key}[].`.length);
  const withField = field === undefined ? {} : { field };
  const args = reduction === 'join' ? { separator: ', ', ...withField } : withField;
  return { from: { path: list.path }, steps: [{ op: reduction, args }] };
}
