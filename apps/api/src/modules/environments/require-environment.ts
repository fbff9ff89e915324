import { EnvironmentRow, type TenantStore } from '@penstock/database';
import { EnvironmentError } from './environments.errors';

/** @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
export async function requireEnvironment(store: TenantStore, key: string): Promise<EnvironmentRow> {
  const environment = await store.repository(EnvironmentRow).findOne({ key });
  if (environment) return environment;
  throw new EnvironmentError('ENVIRONMENT_NOT_FOUND', `There is no environment ${key}. Nothing was changed. Choose one of the list.`);
}
