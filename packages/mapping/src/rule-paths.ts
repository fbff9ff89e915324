import { conditionPaths } from './condition';
import type { MappingRule, SourceRef, ValueRule } from './document';
import { formatPath, parsePath } from './field-path';
import { formulaPaths } from './formula/check/read-paths';
import { defaultSourceName } from './source-name';

/**
 * Every path a rule reads itself, as the record has it: sources, conditions and formulas. Of loops and objects those
 * of the rules inside are left out.
 */
export function pathsOfRule(rule: MappingRule): readonly string[] {
  switch (rule.kind) {
    case 'omit':
      return [];
    case 'each':
      return [
        rule.from.path,
        ...(rule.filter ? conditionPaths(rule.filter) : []),
        ...(rule.groupBy === undefined ? [] : formulaPaths(rule.groupBy)),
      ];
    case 'object':
      return [...(rule.from ? [rule.from.path] : []), ...(rule.when ? conditionPaths(rule.when) : [])];
    default:
      return pathsOfValue(rule);
  }
}

function pathsOfValue(rule: ValueRule): readonly string[] {
  const sources = sourcesOfValue(rule);
  const formulas = [
    ...(rule.kind === 'formula' ? [rule.formula] : []),
    ...(rule.kind === 'decision' ? rule.columns.map(({ formula }) => formula) : []),
    ...(rule.defaultFormula === undefined ? [] : [rule.defaultFormula]),
  ];
  const read = [...(rule.when ? conditionPaths(rule.when) : []), ...formulas.flatMap(formulaPaths)];
  return [...new Set([...sources.map(({ path }) => path), ...read.flatMap((path) => outOfSource(path, sources))])];
}

function sourcesOfValue(rule: ValueRule): readonly SourceRef[] {
  if (rule.kind === 'copy') return [rule.from];
  return rule.kind === 'pipe' || rule.kind === 'formula' ? (rule.from ?? []) : [];
}

/** `a.city` in a rule whose first source is `trigger.order` reads `trigger.order.city`. */
function outOfSource(path: string, sources: readonly SourceRef[]): readonly string[] {
  const parsed = parsePath(path);
  if (!parsed.ok) return [];
  const [root, ...rest] = parsed.value;
  const at = sources.findIndex((source, position) => (source.as ?? defaultSourceName(position)) === root);
  const source = sources[at];
  if (!source) return [path];
  const before = parsePath(source.path);
  return before.ok ? [formatPath([...before.value, ...rest])] : [];
}
