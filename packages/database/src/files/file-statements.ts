import { isStillNeeded } from './file-in-use';

/** Statements of stored files; `$1` is always the organisation. */

export const beginFile = `
  insert into stored_file (organization_id, id, name, media_type, origin, created_by, expires_at)
  values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7::int))`;

export const addFilePiece = `insert into stored_file_piece (organization_id, file_id, position, bytes) values ($1, $2, $3, $4)`;

/** From here on it can be opened. No row: it was taken away while it came in. */
export const completeFile = `
  with done as (
    update stored_file set size = $3, sha256 = $4, completed_at = now()
    where organization_id = $1 and id = $2 and completed_at is null returning id)
  select id from done`;

export const deleteFile = `
  with gone as (delete from stored_file where organization_id = $1 and id = $2 returning id, name, size::float8 as size, sha256)
  select * from gone`;

const columns = `id, name, media_type, size::float8 as size, sha256, origin, created_by, created_at, expires_at`;

export const fileInUse = `select ${isStillNeeded} as "isInUse" from stored_file f where organization_id = $1 and id = $2 and completed_at is not null`;

export const readFile = `select ${columns} from stored_file where organization_id = $1 and id = $2 and completed_at is not null`;

export const readFilePiece = `
  select p.bytes from stored_file f join stored_file_piece p on p.file_id = f.id
  where f.organization_id = $1 and f.id = $2 and f.completed_at is not null and p.position = $3`;

/** Newest first. `$2` the id before which the page begins, `$3` how many. */
export const listFiles = `
  select ${columns} from stored_file
  where organization_id = $1 and completed_at is not null and ($2::uuid is null or id < $2) order by id desc limit $3`;

/** Every handle that the content of these events, runs and effects names: erased with them. */
export const deleteFilesNamedIn = `
  with told as (
    select payload as text from event where organization_id = $1 and id = any($2::uuid[])
    union all
    select unnest(array[s.input, s.output]) from step_log s join run r on r.id = s.run_id where r.organization_id = $1 and r.id = any($3::uuid[])
    union all
    select unnest(array[request, response]) from effect where organization_id = $1 and run_id = any($3::uuid[])),
  named as (select distinct (regexp_matches(text, 'file_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g'))[1]::uuid as id from told),
  gone as (delete from stored_file f using named n where f.organization_id = $1 and f.id = n.id returning 1)
  select count(*)::int as n from gone`;

/** One stored file as the statements above tell it. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly origin: 'upload' | 'step';
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}
