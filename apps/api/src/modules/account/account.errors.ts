import { Refusal } from '../../platform/problem/refusal';

export type AccountErrorCode = 'ACCOUNT_NEEDS_PERSON' | 'PASSWORD_NOT_RIGHT' | 'SECOND_FACTOR_NOT_STARTED' | 'SECOND_FACTOR_SET' | 'SESSION_NOT_FOUND';

export class AccountError extends Refusal<AccountErrorCode> {}
