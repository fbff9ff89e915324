import type { Issue } from '@penstock/contracts';
import { PenstockError } from '@penstock/kernel';

export interface RefusalDetails {
  readonly issues?: readonly Issue[];
  /** What is stored now, when the request was made against something older. */
  readonly current?: unknown;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An expected "no" of a use case. The message is the problem's `detail`: what happened, what it means, what to do. */
export class Refusal<Code extends string = string> extends PenstockError<Code> {
  constructor(
    code: Code,
    detail: string,
    readonly details: RefusalDetails = {},
  ) {
    super(code, detail, { cause: details.cause });
  }
}
