import type { Role } from '@penstock/contracts';
import type { OrganizationId } from '@penstock/kernel';

/** Who acts. `name` is what records show: an e-mail address, or `key <name>`. */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'system';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** For whom and by whom a use case runs; its first parameter, always. */
export interface RequestContext {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly requestId: string;
}
