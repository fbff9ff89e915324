import { AuthError } from '../../platform/auth/auth.errors';

export const refused = (why: string): AuthError =>
  new AuthError('OIDC_REFUSED', `${why}. Nobody was signed in. Begin again on the sign-in page; if it happens again, tell an administrator.`);
