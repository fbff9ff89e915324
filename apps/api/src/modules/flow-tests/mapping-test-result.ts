import type { FlowTestResult } from '@penstock/contracts';
import type { FlowTestFinding } from '@penstock/engine';
import type { StepMappingTest } from '@penstock/flow-model';
import { runMappingTests, type MappingTestResult } from '@penstock/mapping';
import { findingView } from './finding-view';

/** Runs one test of a mapping, as the studio runs it in the browser. */
export function mappingTestResult({ id, stepId, stepName, testId, test, mapping }: StepMappingTest): FlowTestResult {
  const found = runMappingTests({ ...mapping, tests: { [testId]: test } }).flatMap((result) => findingsOf({ stepId, stepName }, result));
  return { id, mappingOf: stepId, name: test.name, passed: found.length === 0, findings: found.map(findingView), standIns: [], problems: [] };
}

type MappedStep = Pick<StepMappingTest, 'stepId' | 'stepName'>;

function findingsOf({ stepId, stepName }: MappedStep, { passed, outcome, differences }: MappingTestResult): FlowTestFinding[] {
  if (passed) return [];
  const about = { step: stepId, path: null };
  if (outcome.kind === 'not-runnable') return [{ ...about, kind: 'not-runnable', message: `The mapping of “${stepName}” cannot be run. ${outcome.message}` }];
  if (outcome.kind === 'refused')
    return outcome.errors.map(({ path, message, hint }) => ({ kind: 'output-differs', step: stepId, path, message: `${path || 'The whole'} of “${stepName}” cannot be made. ${message} ${hint}` }));
  if (differences.length === 0) return [{ ...about, kind: 'output-differs', message: `“${stepName}” fills every field; the test expects that the record is refused.` }];
  return differences.map(({ path, before, after }) => ({
    kind: 'output-differs',
    step: stepId,
    path: path || null,
    ...(before !== undefined && { expected: before }),
    ...(after !== undefined && { actual: after }),
    message: `${path || 'The whole'} of what the mapping of “${stepName}” makes is another one.`,
  }));
}
