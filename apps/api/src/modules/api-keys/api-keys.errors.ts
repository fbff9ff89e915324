import { Refusal } from '../../platform/problem/refusal';

export type ApiKeyErrorCode = 'API_KEY_NOT_FOUND' | 'API_KEY_ROLE_TOO_HIGH' | 'API_KEY_END_PASSED';

export class ApiKeyError extends Refusal<ApiKeyErrorCode> {}
