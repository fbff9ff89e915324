import type { FlowVersionRow, TenantStore } from '@penstock/database';
import type { Actor } from '../../platform/auth/request-context';

/** Everybody who changed the flow since what runs in the target was made; a line in the log stands for a sitting. */
const selectAuthors = `
  select distinct actor_name as name from audit_entry
  where organization_id = $1 and object_id = $2 and action in ('flow.created', 'flow.edited', 'flow-version.created')
    and recorded_at > coalesce($3::timestamptz, '-infinity') and recorded_at <= $4`;
/** An API key acts for whoever made it. */
const selectKeyMakers = `select distinct created_by as name from api_key where organization_id = $1 and 'key ' || name = any($2::text[]) and strpos(created_by, '@') > 0`;

interface Named {
  readonly name: string;
}

export interface Span {
  readonly version: FlowVersionRow;
  readonly base: FlowVersionRow | null;
}

/** Who may not decide about a version: its authors, who asks for it, and the persons behind their API keys. */
export async function involvedIn(store: TenantStore, { version, base }: Span, requester: Actor): Promise<string[]> {
  const authors = await store.query<Named>(selectAuthors, [version.flowId, base?.createdAt ?? null, version.createdAt]);
  return withKeyMakers(store, [...authors.map(({ name }) => name), version.createdBy, requester.name]);
}

/** As whom somebody decides. */
export const decidedAs = (store: TenantStore, actor: Actor): Promise<string[]> => withKeyMakers(store, [actor.name]);

async function withKeyMakers(store: TenantStore, names: readonly string[]): Promise<string[]> {
  const makers = await store.query<Named>(selectKeyMakers, [names]);
  return [...new Set([...names, ...makers.map(({ name }) => name)])].sort();
}
