import { Pool } from 'undici';
import { onServer } from '../../databases.mjs';

const BATCH = 256;

/** Events a second that one session inserts as two rows each, in batches, with nothing else to do. */
export async function bareInserts(world, count) {
  await world.createDatabase('bare');
  return onServer(world.databaseUrl('bare'), async (session) => {
    await session.query(
      'create table bare (id bigint primary key, body text not null); create table bare_key (id bigint primary key)',
    );
    const startedAt = performance.now();
    for (let first = 0; first < count; first += BATCH) {
      await session.query({
        name: 'bare',
        text: `with k as (insert into bare_key select g from generate_series($1::bigint, $2::bigint) g returning id) insert into bare select id, repeat('x', 1200) from k`,
        values: [first, Math.min(count, first + BATCH) - 1],
      });
    }
    return (count / (performance.now() - startedAt)) * 1000;
  });
}

/** Posts a second of a bare client to the same remote, 64 at a time, with the body of one journal. */
export async function barePosts(world, count) {
  const pool = new Pool(world.remoteUrl, { connections: 64, pipelining: 1 });
  const line = {
    CompanyNo: 'HSC',
    AccountNumber: '11150010',
    Period: 11,
    YearForPeriod: 2026,
    Amount: 12.5,
    Description: 'Bare post',
    Source: 'BARE',
  };
  const body = JSON.stringify([line, line]);
  const headers = { authorization: 'Bearer benchmark-token-0123456789', 'content-type': 'application/json' };
  let next = 0;
  const post = async () => {
    while (next++ < count) {
      const answer = await pool.request({ method: 'POST', path: '/api/accounting/gl/', headers, body });
      await answer.body.text();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 64 }, post));
  const perSecond = (count / (performance.now() - startedAt)) * 1000;
  await pool.close();
  return perSecond;
}
