import type { Problem } from '@penstock/contracts';
import { invariant } from '@penstock/kernel';
import { isApiErrorCode, problemTable } from './problem-table';
import type { Refusal } from './refusal';

export const problemContentType = 'application/problem+json; charset=utf-8';

export function problemDocument(refusal: Refusal, requestId: string): Problem {
  const { code, message, details } = refusal;
  invariant(isApiErrorCode(code), `the code ${code} is in the problem table`);
  const [status, title] = problemTable[code];
  return {
    type: 'about:blank',
    title,
    status,
    code,
    detail: message,
    requestId,
    ...(details.issues && { issues: [...details.issues] }),
    ...(details.current !== undefined && { current: details.current }),
  };
}
