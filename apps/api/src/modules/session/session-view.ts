import type { EnvironmentRole, Session } from '@penstock/contracts';
import type { TenantStore } from '@penstock/database';
import { environmentRolesOf } from '../../platform/auth/environment-roles';
import type { Actor } from '../../platform/auth/request-context';
import type { ApiConfig } from '../../platform/config/api-config';

interface NameRow {
  readonly organization: string;
  readonly person: string | null;
  readonly environment_roles: EnvironmentRole[];
}

const selectNames = `
  select o.name as organization, (select u.name from app_user u where u.organization_id = o.id and u.id = $2) as person, ${environmentRolesOf('$2')} as environment_roles
  from organization o where o.id = $1`;

/** What the shell of the designer needs to know about who is there. An API key shows itself under its own name. */
export async function sessionView(store: TenantStore, actor: Actor, csrfToken: string): Promise<Omit<Session, 'demo'>> {
  const [names] = await store.query<NameRow>(selectNames, [actor.id]);
  return {
    user: { id: actor.id, email: actor.name, name: names?.person ?? actor.name, role: actor.role, ...(actor.roles && { environmentRoles: names?.environment_roles ?? [] }) },
    organization: { id: store.organizationId, name: names?.organization ?? '' },
    csrfToken,
  };
}

/** The simulators stand at fixed distances from the API's port. */
export function demoLinks({ isDemo, port }: ApiConfig): Pick<Session, 'demo'> {
  if (!isDemo) return {};
  const at = (distance: number): string => `http://127.0.0.1:${port + distance}/`;
  return { demo: { paytrace: at(10), prophet21: at(20), shop: at(30) } };
}
