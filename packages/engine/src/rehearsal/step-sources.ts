import type { FlowStep } from '@penstock/flow-model';
import { conditionPaths, pathsOfRule, type MappingRule, type NestingRule } from '@penstock/mapping';

/** A value that a step reads. */
export interface StepSource {
  /** The field of the step's input or output that is made of it, dotted; null when it steers the step as a whole. */
  readonly field: string | null;
  /** Path into `trigger…`, `steps.<id>…`, `loop.<id>…` or `run…`. */
  readonly path: string;
}

/** Everything a step reads, as its document says. */
export function sourcesOf(step: FlowStep): readonly StepSource[] {
  switch (step.kind) {
    case 'action':
    case 'sub-flow':
      return ofRules(step.input.rules);
    case 'map':
      return ofRules(step.mapping.rules);
    case 'respond':
      return ofRules(step.body.rules);
    case 'if':
    case 'filter':
      return steering(conditionPaths(step.condition));
    case 'switch':
      return steering(step.cases.flatMap((one) => conditionPaths(one.condition)));
    case 'for-each':
      return steering([step.items]);
    case 'wait':
      return steering(step.wait.kind === 'until' ? [step.wait.path] : []);
    case 'try':
    case 'stop':
      return [];
  }
}

const steering = (paths: readonly string[]): StepSource[] => paths.map((path) => ({ field: null, path }));

const ofRules = (rules: readonly MappingRule[]): StepSource[] => rules.flatMap(ofRule);

function ofRule(rule: MappingRule): StepSource[] {
  const field = rule.target;
  if (rule.kind !== 'each' && rule.kind !== 'object') return pathsOfRule(rule).map((path) => ({ field, path }));
  const inner = ofRules(rule.rules).map(({ field: below, path }) => ({
    field: `${field}.${below ?? ''}`,
    path: outOfItem(path, rule),
  }));
  return [...pathsOfRule(rule).map((path) => ({ field, path: outOfItem(path, rule) })), ...inner];
}

/** `line.sku` inside an `each` over `trigger.lines` named `line` reads `trigger.lines.sku`. */
function outOfItem(path: string, { as, from }: NestingRule): string {
  if (as === undefined || from === undefined) return path;
  if (path === as) return from.path;
  return path.startsWith(`${as}.`) || path.startsWith(`${as}[`) ? from.path + path.slice(as.length) : path;
}
