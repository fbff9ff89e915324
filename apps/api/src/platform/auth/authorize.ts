import type { Role } from '@penstock/contracts';
import { AuthError } from './auth.errors';

/** What somebody may be: a role everywhere, and other roles in some environments, by id. */
export interface Roles {
  readonly organization: Role;
  readonly environments: Readonly<Record<string, Role>>;
}

/** What a request asks for. */
export interface Ask {
  /** Of the route. */
  readonly allowed: readonly Role[];
  /** Whether the route acts inside one environment, and says so. */
  readonly isOfEnvironment: boolean;
  /** The environments of everything the request names. */
  readonly environmentIds: readonly string[];
}

/** The role that counts in an environment. */
export const roleAt = ({ organization, environments }: Roles, environmentId: string): Role => environments[environmentId] ?? organization;

/**
 * The one decision about roles: the role a request is carried out with.
 *
 * R1. On a route of an environment the role there counts, be it more or less than the role in the organisation.
 * R2. On every other route the role in the organisation counts, and naming an environment can only take rights away:
 *     whoever is an administrator in the sandbox gains nothing by writing `?environment=sandbox` behind an address.
 *     A route that says so (`AllowWherever`) looks at no environment at all.
 * R3. Where several environments are named, the role in each of them must be allowed, and be the same.
 * R4. A route that names no role lets nobody in.
 * @throws AuthError ROLE_NOT_ALLOWED, ROLES_DIFFER
 */
export function authorize(roles: Roles, { allowed, isOfEnvironment, environmentIds }: Ask): Role {
  const there = [...new Set(environmentIds.map((id) => roleAt(roles, id)))];
  const counting = isOfEnvironment && there.length > 0 ? there : [roles.organization, ...there];
  const refused = counting.find((role) => !allowed.includes(role));
  if (refused !== undefined) throw notAllowed(refused, allowed);
  if (!isOfEnvironment || there.length === 0) return roles.organization;
  const [role, ...others] = there;
  if (others.length === 0 && role !== undefined) return role;
  throw new AuthError(
    'ROLES_DIFFER',
    `This names several environments, and you have different roles in them: ${there.join(', ')}. Nothing was changed. Ask for one environment at a time.`,
  );
}

const notAllowed = (role: Role, allowed: readonly Role[]): AuthError =>
  new AuthError('ROLE_NOT_ALLOWED', `The role ${role} may not do this. Ask one of: ${allowed.join(', ')}.`);
