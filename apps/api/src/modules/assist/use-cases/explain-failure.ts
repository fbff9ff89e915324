import type { FailureClass } from '@penstock/connector-sdk';
import type { ExplainFailureQuery, FailureExplanation } from '@penstock/contracts';
import { knownFailures } from '../../../platform/failure-catalogue';

/** In the words of `decide-after-failure`, which decides it. */
const nextByClass: Readonly<Record<FailureClass, string>> = {
  'not-sent': 'The request did not leave, or certainly did nothing. It is tried again a few times with growing pauses; then a person is asked.',
  throttled: 'The other side asked to wait. It is tried again after at least that long; nothing was done.',
  transient: 'The other side refused for a passing reason. A read is tried again; a write is looked up there first, and where it cannot be looked up, a person is asked.',
  ambiguous: 'Nobody knows yet whether it happened. A read is tried again; a write is looked up at the other side first, and where it cannot be looked up, a person is asked. It is never repeated blindly.',
  auth: 'The other side did not accept the credentials, and did nothing. It is tried a few times more in case a token had just ended; meanwhile the connection is held.',
  business: 'The other side understood and said no. It is not tried again by itself: the flow’s error exit or a person decides.',
  config: 'Something is set up wrongly. It is not tried again until a person has mended it.',
  quota: 'A plan or licence is used up. It is not tried again until a person has seen to that.',
};

/** Deterministic and offline: the same code is explained in the same words. */
export function explainFailure({ code, class: failureClass }: ExplainFailureQuery): FailureExplanation {
  return {
    code,
    meanings: knownFailures(code).map(({ connector = null, entry: { cause, money = null, remedy } }) => ({ connector, cause, money, remedy })),
    next: failureClass !== undefined && Object.hasOwn(nextByClass, failureClass) ? nextByClass[failureClass as FailureClass] : null,
  };
}
