import type { DataSource } from 'typeorm';
import { environmentObjects, type NamedThings } from './named-things';

/** `$1` the organisation, `$2` keys, `$3` on the ids per kind of object. */
const selectEnvironments = `
  select id from environment where organization_id = $1 and key = any($2)
  ${environmentObjects.map((kind, at) => `union select ${kind === 'environment' ? 'id' : 'environment_id'} from ${kind} where organization_id = $1 and id = any($${at + 3})`).join('\n  ')}`;

/** The environments of what a request names; what is not there, or somebody else's, has none. */
export async function environmentsOf(dataSource: DataSource, organizationId: string, { keys, objects }: NamedThings): Promise<readonly string[]> {
  if (keys.length === 0 && objects.length === 0) return [];
  const idsByKind = environmentObjects.map((kind) => objects.filter((object) => object.kind === kind).map(({ id }) => id));
  const rows = await dataSource.query<{ id: string }[]>(selectEnvironments, [organizationId, keys, ...idsByKind]);
  return rows.map(({ id }) => id);
}
