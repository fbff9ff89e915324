import { findCardData, findCardDataInText } from '@penstock/card-data-guard';
import type { FlowDocument } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { Refusal } from '../../platform/problem/refusal';

export type FlowTestErrorCode = 'FLOW_TEST_NOT_FOUND' | 'FLOW_TEST_HAS_CARD_DATA' | 'FLOW_TESTS_FULL' | 'RUN_NOT_TESTABLE';

export class FlowTestError extends Refusal<FlowTestErrorCode> {}

/** Tests carry events and answers, so they are a door like any other. @throws FlowTestError FLOW_TEST_HAS_CARD_DATA */
export function refuseCardDataInTests({ tests = {} }: Pick<FlowDocument, 'tests'>): void {
  const found = Object.entries(tests).find(([, test]) => textsOf(test).some((text) => findCardDataInText(text).length > 0) || findCardData(test as unknown as Json).length > 0);
  if (!found) return;
  throw new FlowTestError('FLOW_TEST_HAS_CARD_DATA', `The test “${found[1].name}” carries card data, which Penstock never takes. Nothing was saved. Use a token or the last four digits.`);
}

/** Numbers inside of JSON texts are found as they stand there. */
const textsOf = ({ event, answers, expect }: NonNullable<FlowDocument['tests']>[string]): string[] => [
  event,
  ...Object.values(answers).flatMap((answer) => ('output' in answer ? [answer.output] : [answer.failure.message])),
  ...Object.values(expect.outputs).flatMap(({ value }) => (value === undefined ? [] : [value])),
];
