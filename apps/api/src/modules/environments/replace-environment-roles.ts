import type { EnvironmentRole } from '@penstock/contracts';
import type { ChangeStore } from '@penstock/database';
import { EnvironmentError } from './environments.errors';

const forgetRoles = 'delete from environment_role where organization_id = $1 and holder_id = $2';
const insertRole = `
  with given as (
    insert into environment_role (organization_id, environment_id, holder_id, role)
    select $1, e.id, $2, $3 from environment e where e.organization_id = $1 and e.key = $4 returning role)
  select role from given`;

/** All of them at once: what is not named falls back to the role in the organisation. @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
export async function replaceEnvironmentRoles(store: ChangeStore, holderId: string, roles: readonly EnvironmentRole[]): Promise<void> {
  await store.query(forgetRoles, [holderId]);
  for (const { environment, role } of roles) {
    if ((await store.query(insertRole, [holderId, role, environment])).length > 0) continue;
    throw new EnvironmentError('ENVIRONMENT_NOT_FOUND', `There is no environment ${environment}. Nothing was changed. Choose one of the list.`);
  }
}
