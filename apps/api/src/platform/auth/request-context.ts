import type { Role } from '@penstock/contracts';
import type { OrganizationId } from '@penstock/kernel';
import { roleAt, type Roles } from './authorize';

/** Who acts. `name` is what records show: an e-mail address, or `key <name>`. */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'system';
  readonly id: string;
  readonly name: string;
  /** The role that counts for this request. */
  readonly role: Role;
  /** Where it comes from; absent where there is only one. */
  readonly roles?: Roles;
}

/** The role in an environment that the request itself did not name. */
export const roleIn = ({ role, roles }: Actor, environmentId: string): Role => (roles ? roleAt(roles, environmentId) : role);

/** For whom and by whom a use case runs; its first parameter, always. */
export interface RequestContext {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly requestId: string;
}
