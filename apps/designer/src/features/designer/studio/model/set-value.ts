import type { ConstRule, MappingDocument } from '@penstock/mapping';
import { freshRuleId, ruleInMode } from '../../mapping/model/rule-edits';
import { ancestorsOf, type FieldNode, type FieldTree } from './field-tree';
import { targetInLoops, withPlacedRule } from './placed-rules';
import type { RulePlace } from './rule-places';

export interface ConstantQuestion {
  readonly mapping: MappingDocument;
  readonly targets: FieldTree;
  readonly placeOf: ReadonlyMap<string, RulePlace>;
  readonly target: FieldNode;
  /** As it was typed. */
  readonly text: string;
}

/** The document with a constant for the target; undefined when nothing was typed or the target cannot take one. */
export function setConstant({
  mapping,
  targets,
  placeOf,
  target,
  text,
}: ConstantQuestion): MappingDocument | undefined {
  const place = placeOf.get(target.key);
  if (text === '' || target.isList || target.type === 'object') return undefined;
  const value = constantOf(text, target.type);
  if (place?.rule.kind === 'const' && place.rule.value === value) return undefined;
  const loops = place?.loops ?? loopsAround(targets, target, placeOf);
  if (!loops) return undefined;
  const path = targetInLoops(target.key, loops);
  const base = ruleInMode('fixed', path, place?.rule) as ConstRule;
  const id = place?.rule.id ?? freshRuleId(mapping, path);
  return withPlacedRule(mapping, loops, { ...base, id, target: path, value });
}

/** Undefined when a list around the target has no loop yet. */
export function loopsAround(
  targets: FieldTree,
  target: FieldNode,
  placeOf: ReadonlyMap<string, RulePlace>,
): RulePlace['loops'] | undefined {
  const lists = ancestorsOf(targets, targets.positions.get(target.key) ?? -1)
    .map((up) => targets.nodes[up])
    .filter((node) => node?.isList)
    .reverse();
  const loops = lists.map((list) => placeOf.get(list?.key ?? '')?.rule);
  return loops.every((rule) => rule?.kind === 'each') ? (loops as RulePlace['loops']) : undefined;
}

/** Amounts stay texts, because a JSON number loses digits; yes/no fields take yes and no. */
function constantOf(text: string, type: string): ConstRule['value'] {
  if (type === 'yes/no' && /^(true|yes|y)$/i.test(text)) return true;
  if (type === 'yes/no' && /^(false|no|n)$/i.test(text)) return false;
  return type === 'number' && String(Number(text)) === text ? Number(text) : text;
}
