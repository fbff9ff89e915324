import type { FlowVersionRow, TenantStore } from '@penstock/database';
import type { Actor } from '../../platform/auth/request-context';

/** Everybody who changed the flow since what runs in the target was made; a line in the log stands for a sitting. */
const selectAuthors = `
  select distinct actor_name as name from audit_entry
  where organization_id = $1 and object_id = $2 and action in ('flow.created', 'flow.edited', 'flow-version.created')
    and recorded_at > coalesce($3::timestamptz, '-infinity') and recorded_at <= $4`;
/** An API key acts for whoever made it, and so does a service account for whoever made it or a key of it; also through keys that made keys. */
const selectMakers = `
  with recursive maker(made, name) as (
    select 'key ' || name, created_by from api_key where organization_id = $1 and service_account_id is null
    union all select 'service account ' || name, created_by from service_account where organization_id = $1
    union all select 'service account ' || a.name, k.created_by from api_key k join service_account a on a.id = k.service_account_id where k.organization_id = $1),
  behind(name) as (
    select unnest($2::text[])
    union select m.name from behind b join maker m on m.made = b.name)
  select name from behind where strpos(name, '@') > 0`;

interface Named {
  readonly name: string;
}

export interface Span {
  readonly version: FlowVersionRow;
  readonly base: FlowVersionRow | null;
}

/** Who may not decide about a version: its authors, who asks for it, and the persons behind their API keys. */
export async function involvedIn(store: TenantStore, { version, base }: Span, requester: Actor): Promise<string[]> {
  // Behind an older version than the one that runs stands everybody who ever wrote it.
  const since = base && base.createdAt < version.createdAt ? base.createdAt : null;
  const authors = await store.query<Named>(selectAuthors, [version.flowId, since, version.createdAt]);
  return withMakers(store, [...authors.map(({ name }) => name), version.createdBy, requester.name]);
}

/** As whom somebody decides. */
export const decidedAs = (store: TenantStore, actor: Actor): Promise<string[]> => withMakers(store, [actor.name]);

async function withMakers(store: TenantStore, names: readonly string[]): Promise<string[]> {
  const makers = await store.query<Named>(selectMakers, [names]);
  return [...new Set([...names, ...makers.map(({ name }) => name)])].sort();
}
