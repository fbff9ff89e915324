import { findCardData, findCardDataInText } from '@penstock/card-data-guard';
import { mappingTestsOf, type FlowDocument, type FlowTest } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { Refusal } from '../../platform/problem/refusal';

export type FlowTestErrorCode = 'FLOW_TEST_NOT_FOUND' | 'FLOW_TEST_HAS_CARD_DATA' | 'FLOW_TESTS_FULL' | 'RUN_NOT_TESTABLE';

export class FlowTestError extends Refusal<FlowTestErrorCode> {}

/** Tests carry events, answers and samples, so they are a door like any other. @throws FlowTestError FLOW_TEST_HAS_CARD_DATA */
export function refuseCardDataInTests(flow: Pick<FlowDocument, 'steps' | 'tests'>): void {
  const carried = [
    ...Object.values(flow.tests ?? {}).map((test) => ({ test, texts: textsOf(test) })),
    ...mappingTestsOf(flow).map(({ test }) => ({ test, texts: [test.sample, ...('output' in test.expect ? [test.expect.output] : [])] })),
  ];
  const found = carried.find(({ test, texts }) => texts.some((text) => findCardDataInText(text).length > 0) || findCardData(test as unknown as Json).length > 0);
  if (!found) return;
  throw new FlowTestError('FLOW_TEST_HAS_CARD_DATA', `The test “${found.test.name}” carries card data, which Penstock never takes. Nothing was saved. Use a token or the last four digits.`);
}

/** Numbers inside of JSON texts are found as they stand there. */
const textsOf = ({ event, answers, expect }: FlowTest): string[] => [
  event,
  ...Object.values(answers).flatMap((answer) => ('output' in answer ? [answer.output] : [answer.failure.message])),
  ...Object.values(expect.outputs).flatMap(({ value }) => (value === undefined ? [] : [value])),
];
