/** The newest snapshot of every subject of an environment. */
export const newestSnapshots = {
  name: 'newest_schema_snapshots',
  text: `
select distinct on (subject) id, subject, facts, shape, cursor from schema_snapshot
where environment_id = $1 and organization_id = $2 order by subject, taken_at desc`,
};

export const insertSnapshot = {
  name: 'insert_schema_snapshot',
  text: `
insert into schema_snapshot (id, organization_id, environment_id, connection_id, subject, kind, title, facts, shape, cursor, taken_at, confirmed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $11)`,
};

/** The schema is the same; of an observed one the counts went on. */
export const confirmSnapshot = {
  name: 'confirm_schema_snapshot',
  text: `update schema_snapshot set title = $2, shape = $3::jsonb, cursor = $4, confirmed_at = $5 where id = $1`,
};

/** Keeps `$2` snapshots of a subject, and none of a subject that nothing has used since `$3`. */
export const deleteOldSnapshots = {
  name: 'delete_old_schema_snapshots',
  text: `
delete from schema_snapshot where id in (
  select id from (
    select id, row_number() over (partition by subject order by taken_at desc) as age, max(confirmed_at) over (partition by subject) as last_use
    from schema_snapshot where environment_id = $1) s
  where age > $2 or last_use < $3)`,
};
