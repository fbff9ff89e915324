import { completeRuns } from '../measuring/load.mjs';
import { inTurn, median } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

const SIZES = [
  { size: 100_000, label: '10⁵' },
  { size: 1_000_000, label: '10⁶' },
];

/** The same load on an empty and on a full database; both stand side by side and take turns. */
export async function measureHistory(world, { isQuick }) {
  const count = isQuick ? 1_500 : 4_000;
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    const load = async (prefix) =>
      median(
        await inTurn(
          3,
          async (round) =>
            (await completeRuns(world, platform, { prefix: `${prefix}${round}`, count })).completedPerSecond,
        ),
      );
    await load('W');
    const empty = await load('E');
    const rows = [];
    for (const { size, label } of isQuick ? SIZES.slice(0, 1) : SIZES) {
      await fillHistory(world, platform.database, size);
      const ratio = (await load(`F${size}`)) / empty;
      rows.push({
        figure: `throughput with ${label} runs of history`,
        product: `${ratio.toFixed(2)} of the empty database`,
        ...(size === 1_000_000 && { target: '≥ 0.9', isReached: ratio >= 0.9 }),
      });
    }
    return rows;
  });
}

/** Finished runs of yesterday with their event, a step and a confirmed effect each. */
async function fillHistory(world, database, size) {
  const id = `(lpad(to_hex((extract(epoch from now() - interval '1 day') * 1000)::bigint), 12, '0') || '7' || substr(md5(g::text || $2), 1, 19))::uuid`;
  const [row] = await world.query(
    database,
    `select organization_id, environment_id, flow_id, flow_version_id, id from deployment limit 1`,
  );
  const [organization, environment, flow, version, deployment] = [
    row.organization_id,
    row.environment_id,
    row.flow_id,
    row.flow_version_id,
    row.id,
  ].map((value) => `'${value}'`);
  const range = `generate_series(1, $1::int) g`;
  const fill = (text, salt) => world.query(database, text, [size, `${salt}${size}`]);
  await fill(
    `insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload) select ${id}, ${organization}, ${environment}, 'bench', '', g::text, 'routed', repeat('x', 900) from ${range}`,
    'e',
  );
  await fill(
    `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, attempts, finished_at) select ${id}, ${organization}, ${environment}, ${flow}, ${version}, ${deployment}, ${id}, 'succeeded', 1, now() from ${range}`,
    'r',
  );
  await fill(
    `insert into step_log (run_id, step_id, attempt, status, port, output, started_at, finished_at) select ${id}, 'map', 1, 'succeeded', 'default', repeat('y', 300), now(), now() from ${range}`,
    'r',
  );
  await fill(
    `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version, class, kind, business_key, request, request_hash, state, epoch) select ${id}, ${organization}, ${environment}, ${id}, 'post', 1, ${flow}, 'history', 'prophet21', 'post-gl-journal', 1, 'L', 'ledger', $2 || g, repeat('z', 500), '\\x00', 'DONE', 1 from ${range}`,
    'f',
  );
  // History that grew has been vacuumed and checkpointed long ago; what the filling leaves behind is not what is measured.
  await world.query(database, 'vacuum (analyze)');
  await world.query(database, 'checkpoint');
}
