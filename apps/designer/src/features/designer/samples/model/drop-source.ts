import type { FlowStep } from '@penstock/flow-model';
import type { MappingDocument } from '@penstock/mapping';
import { ruleFor, ruleInMode, withData, withRule, type DataRule } from '../../mapping/model/rule-edits';

/** Data type of a field's path while it is dragged. */
export const pathType = 'application/x-penstock-path';

/** The step with a field of its input taken from a path; null when it has no such mapping. */
export function withDroppedSource(step: FlowStep, target: string, path: string): FlowStep | null {
  switch (step.kind) {
    case 'action':
    case 'sub-flow':
      return { ...step, input: taking(step.input, target, path) };
    case 'map':
      return { ...step, mapping: taking(step.mapping, target, path) };
    case 'respond':
      return { ...step, body: taking(step.body, target, path) };
    default:
      return null;
  }
}

function taking(mapping: MappingDocument, target: string, path: string): MappingDocument {
  const rule = ruleInMode('data', target, ruleFor(mapping.rules, target)) as DataRule;
  return { ...mapping, rules: withRule(mapping.rules, withData(rule, [{ path }], [])) };
}
