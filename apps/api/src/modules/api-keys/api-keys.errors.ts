import { Refusal } from '../../platform/problem/refusal';

export type ApiKeyErrorCode = 'API_KEY_NOT_FOUND' | 'API_KEY_ROLE_TOO_HIGH';

export class ApiKeyError extends Refusal<ApiKeyErrorCode> {}
