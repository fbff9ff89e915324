import type { OrganizationId } from '@penstock/kernel';
import { hashPassword } from '../platform/auth/passwords';
import type { RequestContext } from '../platform/auth/request-context';
import { tokenHash } from '../platform/auth/token';
import { shownCharacters } from '../modules/api-keys/new-key';
import type { SetUpAssembly } from './assemble-for-set-up';
import type { SetUpConfig } from './set-up-config';

const environments = [
  { key: 'sandbox', name: 'Sandbox', kind: 'sandbox' },
  { key: 'production', name: 'Production', kind: 'production' },
] as const;

/**
 * The first organisation with its environments, its owner and, when asked for, an API key; all of it only once. The
 * password is set at the first start and never overwritten: the owner may have changed it since.
 */
export async function ensureOwner({ dataSource, ids, clock, config }: SetUpAssembly, setUp: SetUpConfig): Promise<RequestContext> {
  return dataSource.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock(7283510003)');
    const [existing] = (await manager.query('select id from organization order by created_at limit 1')) as { id: string }[];
    const organizationId = existing?.id ?? ids.next();
    if (!existing) await manager.query('insert into organization (id, name) values ($1, $2)', [organizationId, config.isDemo ? 'Hollander Supply Co.' : 'My organisation']);
    for (const [position, { key, name, kind }] of environments.entries()) {
      await manager.query(
        `insert into environment (id, organization_id, key, name, kind, position, demands_promotion) values ($1, $2, $3, $4, $5, $6, $5 = 'production')
         on conflict (organization_id, key) do nothing`,
        [ids.next(), organizationId, key, name, kind, position + 1],
      );
    }
    const userId = ids.next();
    const [owner] = (await manager.query(
      `insert into app_user (id, organization_id, email, name, role, password_hash) values ($1, $2, $3, 'Owner', 'owner', $4)
       on conflict (lower(email)) do update set email = app_user.email returning id`,
      [userId, organizationId, setUp.adminEmail, await hashPassword(setUp.adminPassword)],
    )) as { id: string }[];
    if (setUp.bootstrapApiKey !== undefined) {
      const key = setUp.bootstrapApiKey;
      await manager.query(
        `insert into api_key (id, organization_id, name, role, prefix, key_hash, created_at, created_by)
         values ($1, $2, 'Bootstrap', 'owner', $3, $4, $5, 'set-up') on conflict (key_hash) do nothing`,
        [ids.next(), organizationId, key.slice(0, shownCharacters), tokenHash(key), new Date(clock.now())],
      );
    }
    return {
      organizationId: organizationId as OrganizationId,
      actor: { kind: 'system', id: owner?.id ?? userId, name: setUp.adminEmail, role: 'owner' },
      requestId: ids.next(),
    };
  });
}
