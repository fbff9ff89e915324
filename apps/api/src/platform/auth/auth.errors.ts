import { Refusal } from '../problem/refusal';

export type AuthErrorCode =
  | 'NOT_SIGNED_IN'
  | 'OIDC_EMAIL_NOT_VERIFIED'
  | 'OIDC_NO_ACCOUNT'
  | 'OIDC_NOT_SET_UP'
  | 'OIDC_PROVIDER_UNUSABLE'
  | 'OIDC_REFUSED'
  | 'OIDC_UNREACHABLE'
  | 'PASSWORD_SIGN_IN_OFF'
  | 'API_KEY_INVALID'
  | 'ROLE_NOT_ALLOWED'
  | 'ROLES_DIFFER'
  | 'CSRF_TOKEN_INVALID'
  | 'SCOPE_NOT_ALLOWED'
  | 'SECOND_FACTOR_NEEDED'
  | 'SECOND_FACTOR_REFUSED'
  | 'SIGN_IN_REFUSED'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOO_MANY_REQUESTS';

export class AuthError extends Refusal<AuthErrorCode> {}
