import { Refusal } from '../../platform/problem/refusal';

export type EngineErrorCode = 'SENDING_NOT_HELD';

export class EngineError extends Refusal<EngineErrorCode> {}
