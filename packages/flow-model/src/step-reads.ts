import { conditionPaths, parsePath, pathsOfRule, type MappingRule, type NestingRule } from '@penstock/mapping';
import { bodyOf, containersAround } from './check/graph';
import type { FlowDocument, FlowStep, StepId } from './document';

/** A value that a step reads. */
export interface StepRead {
  /** The field of the step's input or output that is made of it, dotted; null when it steers the step as a whole. */
  readonly field: string | null;
  /** Path into `trigger…`, `steps.<id>…`, `loop.<id>…` or `run…`. */
  readonly path: string;
}

/** Everything a step reads, as its document says. */
export function readsOf(step: FlowStep): readonly StepRead[] {
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

/**
 * The other steps whose outputs a step reads, directly. A container reads what its body does, its own body left out; a
 * step in a loop also reads what the list of the loop is taken from.
 */
export function stepsReadBy({ steps }: Pick<FlowDocument, 'steps'>, stepId: StepId): ReadonlySet<StepId> {
  const around = containersAround(steps, stepId);
  const inside = bodyOf(steps, stepId);
  const own = new Set([stepId, ...inside]);
  const found = [...own, ...around].flatMap((id) => (steps[id] ? readsOf(steps[id]) : []).map(({ path }) => stepNamedBy(path)));
  return new Set(found.filter((id): id is StepId => id !== undefined && !own.has(id) && Object.hasOwn(steps, id)));
}

function stepNamedBy(path: string): StepId | undefined {
  const parsed = parsePath(path);
  return parsed.ok && parsed.value[0] === 'steps' ? String(parsed.value[1]) : undefined;
}

const steering = (paths: readonly string[]): StepRead[] => paths.map((path) => ({ field: null, path }));

const ofRules = (rules: readonly MappingRule[]): StepRead[] => rules.flatMap(ofRule);

function ofRule(rule: MappingRule): StepRead[] {
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
