import { EnvironmentRow, type TenantStore } from '@penstock/database';
import { roleIn, type RequestContext } from '../../platform/auth/request-context';
import { connectionKeepers, designers } from '../../platform/auth/roles';
import { EnvironmentError, environmentNotFound } from './environments.errors';

/** @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
export async function requireEnvironment(store: TenantStore, key: string): Promise<EnvironmentRow> {
  const environment = await store.repository(EnvironmentRow).findOne({ key });
  if (environment) return environment;
  throw environmentNotFound(key);
}

/** @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
export async function requireEnvironmentById(store: TenantStore, id: string): Promise<EnvironmentRow> {
  const environment = await store.repository(EnvironmentRow).findOne({ id });
  if (environment) return environment;
  throw environmentNotFound('like that');
}

/**
 * What flows read in an environment that demands promotion decides about real money there: changed by those who keep its
 * connections. Elsewhere whoever designs flows changes it.
 * @throws EnvironmentError ROLE_MAY_NOT_CHANGE_HERE
 */
export function assertMayChangeValues({ actor }: RequestContext, { id, name, demandsPromotion }: EnvironmentRow): void {
  const role = roleIn(actor, id);
  if ((demandsPromotion ? connectionKeepers : designers).includes(role)) return;
  throw new EnvironmentError(
    'ROLE_MAY_NOT_CHANGE_HERE',
    `The role ${role} may not change what flows read in ${name}, because real money follows from it there. Nothing was changed. ` +
      'Ask a builder or an administrator.',
  );
}
