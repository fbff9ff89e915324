import { Refusal } from '../problem/refusal';

export type IdempotencyErrorCode = 'IDEMPOTENCY_KEY_INVALID' | 'IDEMPOTENCY_KEY_REUSED' | 'IDEMPOTENCY_IN_PROGRESS';

export class IdempotencyError extends Refusal<IdempotencyErrorCode> {}
