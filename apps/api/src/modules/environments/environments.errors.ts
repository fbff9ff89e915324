import { Refusal } from '../../platform/problem/refusal';

export type EnvironmentErrorCode = 'ENVIRONMENT_NOT_FOUND';

export class EnvironmentError extends Refusal<EnvironmentErrorCode> {}
