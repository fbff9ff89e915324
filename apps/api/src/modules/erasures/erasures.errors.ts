import { Refusal } from '../../platform/problem/refusal';

export type ErasureErrorCode = 'ERASURE_NOTHING_FOUND' | 'ERASURE_RUNS_OPEN' | 'ERASURE_TOO_LARGE';

export class ErasureError extends Refusal<ErasureErrorCode> {}
