import type { EntityManager, QueryRunner } from 'typeorm';

/**
 * The role that statements of requests run as. It owns nothing, so row security holds for it: without a bound organisation
 * it sees no row, with one only that organisation's, whatever a statement forgets. The engine keeps the owner's role.
 */
export const REQUEST_ROLE = 'penstock_request';

/** Takes the role on and says on whose behalf the connection works from now on; `$1` the organisation. */
const bindOrganization = `select set_config('role', '${REQUEST_ROLE}', false), set_config('penstock.organization', $1, false)`;

/** Before every use of a connection, because it may come from somebody else's request. */
export const bind = (manager: EntityManager | QueryRunner, organizationId: string): Promise<unknown> => manager.query(bindOrganization, [organizationId]);

/** The organisation that is bound; null, which equals nothing, when none is. */
const bound = `nullif(current_setting('penstock.organization', true), '')::uuid`;

/** What rows of tables without an organisation of their own belong to. */
const owners: Readonly<Record<string, string>> = {
  organization: `id = (select ${bound})`,
  step_log: 'exists (select 1 from run r where r.id = step_log.run_id)',
  effect_look_up: 'exists (select 1 from effect e where e.id = effect_look_up.effect_id)',
  effect_word: 'exists (select 1 from effect e where e.id = effect_word.effect_id)',
  connection_calls: 'exists (select 1 from connection c where c.id = connection_calls.connection_id)',
};

/** Of the installation as a whole: the guard of restored databases, and exports that an erasure makes void. */
const installation = [`grant select, update on engine_state to ${REQUEST_ROLE}`, `grant select, delete on retention_archive to ${REQUEST_ROLE}`];

/** The audit log is read; it grows by `audit_append` alone, which has the owner's rights. */
const readOnly: readonly string[] = ['audit_entry', 'audit_head'];

/** Tables with an organisation; partitions are reached through their parents only. */
export const selectTenantTables = `
  select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

/** Roles belong to the server, not to the database: another database of it may have made this one already, or at this moment. */
const makeRole = `
  do $$ begin
    create role ${REQUEST_ROLE} nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`;
/** Whoever is not a superuser must be a member to take the role on. */
const joinRole = `
  do $$ begin
    if not pg_has_role(current_user, '${REQUEST_ROLE}', 'set') then
      execute format('grant ${REQUEST_ROLE} to %I', current_user);
    end if;
  end $$`;

/** Puts the tables that exist now behind row security; a migration that adds one does the same for it. */
export async function secureRows(query: (sql: string) => Promise<unknown>): Promise<void> {
  await query(makeRole);
  await query(joinRole);
  for (const { name } of (await query(selectTenantTables)) as { name: string }[]) {
    for (const statement of securedTable(name, `organization_id = (select ${bound})`)) await query(statement);
  }
  for (const [name, owner] of Object.entries(owners)) for (const statement of securedTable(name, owner)) await query(statement);
  for (const statement of installation) await query(statement);
}

/** Puts a table with an `organization_id` behind row security: for migrations that add one. */
export async function secureTable(query: (sql: string) => Promise<unknown>, name: string): Promise<void> {
  for (const statement of securedTable(name, `organization_id = (select ${bound})`)) await query(statement);
}

function securedTable(name: string, owner: string): readonly string[] {
  const rights = readOnly.includes(name) ? 'select' : 'select, insert, update, delete';
  return [
    `alter table ${name} enable row level security`,
    `create policy of_organization on ${name} to ${REQUEST_ROLE} using (${owner}) with check (${owner})`,
    `grant ${rights} on ${name} to ${REQUEST_ROLE}`,
  ];
}
