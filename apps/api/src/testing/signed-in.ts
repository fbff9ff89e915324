import { hash } from '@node-rs/argon2';
import type { Role } from '@penstock/contracts';
import { createSystemIds } from '@penstock/runtime-adapters';
import type { Caller, TestApi } from './test-api';

/** A user of the home organisation, signed in as a browser is; `email` names them in records. */
export async function signedIn(api: TestApi, email: string, role: Role = 'operator'): Promise<Caller> {
  const password = 'correct horse';
  await api.dataSource.query(
    `insert into app_user (id, organization_id, email, name, role, password_hash) values ($1, $2, $3, $3, $4, $5)`,
    [createSystemIds().next(), api.home.id, email, role, await hash(password)],
  );
  const { headers, body } = await api.caller().post('/api/v1/session', { email, password });
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  return api.caller({ cookie, 'x-csrf-token': body.csrfToken as string });
}
