import type { Client } from 'pg';

export interface TableShape {
  readonly name: string;
  /** In the order of the table; generated columns are left out, they follow from the others. */
  readonly columns: readonly string[];
}

/** Kept by the migrations themselves; its content travels in the header of a backup. */
export const MIGRATIONS_TABLE = 'migrations';

/**
 * Who is signed in and which processes are alive is true for one moment and one installation: brought back, a session
 * that was ended would open again.
 */
export const MOMENTARY_TABLES: readonly string[] = ['user_session', 'password_reset', 'user_invitation', 'worker_lease', 'flow_presence'];

const selectTables = `
  select c.relname as name,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition
  group by c.relname order by c.relname`;

/** The tables of the schema with their columns; partitions are part of their parents. */
export async function listTables(client: Client): Promise<readonly TableShape[]> {
  return (await client.query<TableShape>(selectTables)).rows;
}

const selectReferences = `
  select distinct child.relname as child, parent.relname as parent
  from pg_constraint f
  join pg_class child on child.oid = f.conrelid
  join pg_class parent on parent.oid = f.confrelid
  where f.contype = 'f' and child.relnamespace = 'public'::regnamespace and child.oid <> parent.oid`;

/** Referenced tables before the ones that refer to them, so that every foreign key is met when its row arrives. */
export async function inOrderOfReference(client: Client, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(selectReferences);
  const ordered = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (ordered.has(name) || above.includes(name)) return;
    for (const { child, parent } of rows) if (child === name) visit(parent, [...above, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return [...ordered].filter((name) => names.includes(name));
}

export async function listMigrations(client: Client): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ found: string | null }>(`select to_regclass('public.${MIGRATIONS_TABLE}')::text as found`);
  if (!found[0]?.found) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by timestamp, id`);
  return rows.map(({ name }) => name);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ');
