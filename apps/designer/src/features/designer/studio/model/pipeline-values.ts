import type { Json } from '@penstock/kernel';
import { compileMapping, type MappingDocument, type MappingRule, type Scope } from '@penstock/mapping';
import { sourcesOfRule, stepsOfRule, type DataRule } from '../../mapping/model/rule-edits';

/** What a value is after one part of its pipeline, or why it is not. */
export type StageValue =
  { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false; readonly reason: string };

export interface PipelineQuestion {
  readonly rule: DataRule;
  /** The record as the rule sees it: inside loops with the item. */
  readonly scope: Scope;
  readonly tables: MappingDocument['tables'];
  readonly now: number;
}

/** The value before the first step and after each, so that one sees where it goes wrong. */
export function pipelineValues(question: PipelineQuestion): readonly StageValue[] {
  const steps = stepsOfRule(question.rule);
  const stages: StageValue[] = [];
  for (let count = 0; count <= steps.length; count += 1) {
    const stage = valueAfter(count, question);
    stages.push(stage);
    if (!stage.ok) break;
  }
  return stages;
}

function valueAfter(count: number, { rule, scope, tables, now }: PipelineQuestion): StageValue {
  const from = [...sourcesOfRule(rule)];
  const steps = stepsOfRule(rule).slice(0, count);
  const tried: MappingRule = {
    kind: 'pipe',
    id: rule.id,
    target: 'value',
    onError: 'fail',
    origin: 'user',
    from,
    steps,
  };
  const compiled = compileMapping({ v: 1, rules: [tried], tables });
  if (!compiled.ok) {
    const [problem] = compiled.error;
    return { ok: false, reason: [problem?.message, problem?.fix].filter(Boolean).join(' ') };
  }
  const made = compiled.value.run(scope, { now });
  if (made.ok) return { ok: true, value: made.value['value'] };
  const [error] = made.error;
  return { ok: false, reason: [error?.message, error?.hint].filter(Boolean).join(' ') };
}
