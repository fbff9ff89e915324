import type { MappingDocument, MappingTest } from '@penstock/mapping';
import { partsOf } from './diff/step-parts';
import type { FlowDocument, FlowStep, StepId } from './document';

/** A test of the mapping of one step. */
export interface StepMappingTest {
  /** Among all tests of the flow: `<step>/<test>`. */
  readonly id: string;
  readonly stepId: StepId;
  readonly stepName: string;
  readonly testId: string;
  readonly test: MappingTest;
  /** The mapping it is a test of, with its tests. */
  readonly mapping: MappingDocument;
}

/** The mapping of a step that has one. */
export const mappingOfStep = (step: FlowStep): MappingDocument | undefined => partsOf(step).mapping;

/** The tests that the mappings of a flow carry, sorted by id. */
export function mappingTestsOf({ steps }: Pick<FlowDocument, 'steps'>): readonly StepMappingTest[] {
  return Object.values(steps)
    .flatMap((step) => {
      const mapping = mappingOfStep(step);
      return Object.entries(mapping?.tests ?? {}).map(([testId, test]) => ({
        id: `${step.id}/${testId}`,
        stepId: step.id,
        stepName: step.name,
        testId,
        test,
        mapping: mapping as MappingDocument,
      }));
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Tests of the flow as a whole and of its mappings. */
export const countTests = (flow: Pick<FlowDocument, 'steps' | 'tests'>): number => Object.keys(flow.tests ?? {}).length + mappingTestsOf(flow).length;
