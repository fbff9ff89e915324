/**
 * Takes payloads out of rows whose organisation keeps them for less time than the partition lives. The rows themselves
 * stay until the whole partition goes. Never of an open run: it still needs them.
 */
import type { ClientBase } from 'pg';
import { DAY_MS, lowestIdOf } from './day';
import type { RetentionSetting } from './retention-days';

const CHUNK = 1_000;

const chunks = {
  event: `
    select e.id as key from event e join environment v on v.id = e.environment_id
    where e.id >= $1 and e.id < $2 and e.organization_id = $3 and v.kind = $4 and (e.payload is not null or e.headers is not null)
      and not exists (select 1 from run r where r.event_id = e.id and r.finished_at is null)
    limit ${CHUNK}`,
  step_log: `
    select distinct s.run_id as key from step_log s join run r on r.id = s.run_id join environment v on v.id = r.environment_id
    where s.run_id >= $1 and s.run_id < $2 and r.organization_id = $3 and v.kind = $4 and r.finished_at is not null
      and (s.input is not null or s.output is not null)
    limit ${CHUNK}`,
};
const clearings = {
  event: 'update event set payload = null, headers = null where id = any($1::uuid[])',
  step_log: 'update step_log set input = null, output = null where run_id = any($1::uuid[])',
};
type ClearedTable = keyof typeof chunks;

/** Answers how many rows were cleared. Resumable: every chunk is its own commit, and the mark moves at the end. */
export async function clearPayloads(client: ClientBase, setting: RetentionSetting, { table, now }: { table: ClearedTable; now: number }): Promise<number> {
  const owner = [setting.organizationId, setting.environmentKind];
  const { rows: marks } = await client.query<{ cleared_to: string }>(
    'select cleared_to from retention_progress where organization_id = $1 and environment_kind = $2 and table_name = $3',
    [...owner, table],
  );
  const [from, to] = [marks[0]?.cleared_to ?? lowestIdOf(0), lowestIdOf(now - setting.days[table] * DAY_MS)];
  if (from >= to) return 0;
  let cleared = 0;
  for (;;) {
    const { rows } = await client.query<{ key: string }>(chunks[table], [from, to, ...owner]);
    if (rows.length === 0) break;
    cleared += (await client.query(clearings[table], [rows.map(({ key }) => key)])).rowCount ?? 0;
  }
  if (await isClear(client, [from, to, ...owner], table)) await mark(client, { owner, table, to });
  return cleared;
}

/** Open runs hold the mark back, so that their payloads are cleared once they are settled. */
async function isClear(client: ClientBase, values: readonly string[], table: ClearedTable): Promise<boolean> {
  const open = `select 1 from run r join environment v on v.id = r.environment_id
    where r.finished_at is null and r.${table === 'event' ? 'event_id' : 'id'} >= $1 and r.${table === 'event' ? 'event_id' : 'id'} < $2
      and r.organization_id = $3 and v.kind = $4 limit 1`;
  return !(await client.query(open, [...values])).rowCount;
}

async function mark(client: ClientBase, { owner, table, to }: { owner: readonly string[]; table: string; to: string }): Promise<void> {
  await client.query(
    `insert into retention_progress (organization_id, environment_kind, table_name, cleared_to) values ($1, $2, $3, $4)
     on conflict (organization_id, environment_kind, table_name) do update set cleared_to = excluded.cleared_to`,
    [...owner, table, to],
  );
}
