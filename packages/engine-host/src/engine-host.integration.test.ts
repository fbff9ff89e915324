import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import { invariant, type EventId } from '@penstock/kernel';
import { createSystemIds, signStandardWebhook, systemClock } from '@penstock/runtime-adapters';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createEngineHost } from './create-engine-host';
import type { EngineHost, ReceivedDelivery } from './engine-host';
import { TriggerShelf } from './triggers/shelf';

const SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWludGFrZQ==';
/** A published test number of the Visa network. */
const TEST_CARD = ['4111', '1111', '1111', '1111'];

let database: TestDatabase;
let pool: Pool;
let host: EngineHost;
let redis: Redis;
let source: Awaited<ReturnType<typeof seedSource>>;
const ids = createSystemIds();
const logLines: string[] = [];

beforeAll(async () => {
  const redisUrl = process.env['PENSTOCK_TEST_REDIS_URL'];
  invariant(redisUrl, 'PENSTOCK_TEST_REDIS_URL names the throw-away Redis');
  redis = new Redis(redisUrl);
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  source = await seedSource(pool, ids, 1);
  await pool.query(`update intake_source set path = 'orders', settings = '{"dedupeField": "order.id"}'`);
  host = await createEngineHost({
    databaseUrl: database.url,
    roles: { intake: true, worker: false },
    callbackKeys: ['test-callbacks'],
    publicUrl: 'http://localhost:4000',
    secrets: { read: async (_kind, ownerId) => (ownerId === source.intakeSourceId ? SECRET : undefined) },
    redisUrl,
    log: (...line) => void logLines.push(JSON.stringify(line)),
  });
});
afterAll(async () => {
  await host.drain();
  await redis.quit();
  await pool.end();
  await database.drop();
});

function aDelivery(body: string, overrides: Partial<ReceivedDelivery> = {}): ReceivedDelivery {
  const signed = signStandardWebhook(body, { secret: SECRET, messageId: ids.next(), now: systemClock.now() });
  const headers = { 'content-type': 'application/json', ...signed } as Record<string, string>;
  return { environment: 'sandbox', path: 'orders', channel: '', headers, body, ...overrides };
}
const rowsOf = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => (await pool.query(text, values)).rows;

/** Every table of the database, every value in Redis and every log line that holds the text. */
async function placesThatHold(text: string): Promise<string[]> {
  const tables = await rowsOf(`select table_name from information_schema.tables where table_schema = 'public'`);
  const inTables = [];
  for (const { table_name: table } of tables) {
    const hits = await rowsOf(`select 1 from "${String(table)}" t where t::text like '%' || $1 || '%' limit 1`, [text]);
    if (hits.length > 0) inTables.push(String(table));
  }
  const keys = await redis.keys('*');
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  const inRedis = keys.filter((key, index) => key.includes(text) || dumps[index]?.includes(text));
  return [...inTables, ...inRedis, ...logLines.filter((line) => line.includes(text))];
}

describe('the search for card data', () => {
  test('would find a number wherever it lies', async () => {
    const canary = 'canary-4e1c';
    await host.intake.receive(aDelivery(`{"order":{"id":"${canary}"}}`));
    await redis.set('canary', canary);
    logLines.push(`a line with ${canary}`);

    const found = await placesThatHold(canary);

    expect(found).toEqual(expect.arrayContaining(['event', 'canary', `a line with ${canary}`]));
  });
});

describe('a delivery to a deployed address', () => {
  test('is stored with its run before the answer', async () => {
    const outcome = await host.intake.receive(aDelivery('{"order":{"id":"A-1","total":19.90}}'));

    const [stored] = await rowsOf('select e.payload, r.status from event e join run r on r.event_id = e.id where e.id = $1', [
      'eventId' in outcome ? outcome.eventId : null,
    ]);
    expect(outcome.outcome).toBe('accepted');
    expect(stored).toEqual({ payload: '{"order":{"id":"A-1","total":19.90}}', status: 'queued' });
  });

  test('answers a copy with the first event', async () => {
    const first = await host.intake.receive(aDelivery('{"order":{"id":"A-2"}}'));

    const second = await host.intake.receive(aDelivery('{"order":{"id":"A-2"}}'));

    expect(second).toEqual({ outcome: 'duplicate', eventId: 'eventId' in first ? first.eventId : '' });
  });

  test.each([
    ['a wrong signature', { 'webhook-signature': 'v1,AAAA' }],
    ['no signature', { 'webhook-signature': '' }],
    ['a stale timestamp', { 'webhook-timestamp': '1600000000' }],
  ])('is refused with %s and leaves nothing', async (_name, forged) => {
    const delivery = aDelivery('{"order":{"id":"FORGED"}}');

    const outcome = await host.intake.receive({ ...delivery, headers: { ...delivery.headers, ...forged } });

    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'signature' });
    expect(await rowsOf(`select 1 from event where payload like '%FORGED%'`)).toEqual([]);
  });

  test('is refused when its content type is another one', async () => {
    const delivery = aDelivery('{"order":{"id":"A-3"}}');

    const outcome = await host.intake.receive({ ...delivery, headers: { ...delivery.headers, 'content-type': 'text/plain' } });

    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'content-type' });
  });

  test.each(['{"order":', '{"order":{}}', '[]', '{"order":{"id":"A\u0000"}}'])('is refused as malformed: %j', async (body) => {
    expect(await host.intake.receive(aDelivery(body))).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  });
});

describe('a delivery that carries a card number', () => {
  const spellings = [TEST_CARD.join(''), TEST_CARD.join(' '), TEST_CARD.join('-'), Buffer.from(TEST_CARD.join('')).toString('base64')];

  test.each(spellings)('is refused and recorded without the data (%#)', async (spelling) => {
    const outcome = await host.intake.receive(aDelivery(`{"order":{"id":"CARD"},"note":"card ${spelling}"}`));

    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'card-data' });
    expect(await placesThatHold(spelling)).toEqual([]);
  });

  test('is refused at an unknown address as well', async () => {
    const outcome = await host.intake.receive(aDelivery(`{"pan":"${TEST_CARD.join('')}"}`, { path: 'nowhere' }));

    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'card-data' });
    expect(await rowsOf(`select state, payload, headers from event where path = 'nowhere'`)).toEqual([{ state: 'refused', payload: null, headers: null }]);
  });
});

describe('a flow that is started by hand', () => {
  const live = async () => {
    const [row] = await rowsOf('select id from deployment');
    return { organizationId: source.organizationId, deploymentId: String(row?.['id']) };
  };

  test('runs with what was given, once per key', async () => {
    const answers = [await host.triggers.start(await live(), { payload: { order: 1 }, key: 'k' }), await host.triggers.start(await live(), { payload: { order: 1 }, key: 'k' })];

    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate']);
    expect(await rowsOf(`select r.status from run r join event e on e.id = r.event_id where e.channel = 'manual'`)).toEqual([{ status: 'queued' }]);
  });

  test('cannot be given card data', async () => {
    const answer = await host.triggers.start(await live(), { payload: { note: TEST_CARD.join(' ') } });

    expect(answer).toMatchObject({ outcome: 'refused', reason: 'card-data' });
    expect(await placesThatHold(TEST_CARD.join(' '))).toEqual([]);
  });
});

describe('an event that was left out with its key', () => {
  const ALL = { channel: 'schedule', reason: 'The run before was still open.', payload: '{"nominalTime":"now"}' };
  const shelved = async (dedupeKey: string) => {
    const [row] = await rowsOf('select id from event where dedupe_key = $1', [dedupeKey]);
    return String(row?.['id']) as EventId;
  };
  const runsOf = (dedupeKey: string) => rowsOf('select r.id from run r join event e on e.id = r.event_id where e.dedupe_key = $1', [dedupeKey]);
  const owner = () => ({ organizationId: source.organizationId, environmentId: source.environmentId, sourceId: source.intakeSourceId, path: 'orders' });

  test('starts when a person replays it, and once however often they do', async () => {
    const shelf = new TriggerShelf(pool, ids);
    const kept = [await shelf.put(owner(), { ...ALL, dedupeKey: 'sched:x' }), await shelf.put(owner(), { ...ALL, dedupeKey: 'sched:x' })];
    const eventId = await shelved('sched:x');

    const replays = [await host.runs.replayEvent(source.organizationId, eventId), await host.runs.replayEvent(source.organizationId, eventId)];

    expect([kept, replays]).toEqual([[true, false], ['done', 'not-found']]);
    expect(await runsOf('sched:x')).toHaveLength(1);
  });

  test('starts under its own key when it was a record that could not be read', async () => {
    await new TriggerShelf(pool, ids).put(owner(), { ...ALL, channel: 'poll', dedupeKey: 'poison:R-1:open' });

    const replay = await host.runs.replayEvent(source.organizationId, await shelved('poison:R-1:open'));

    expect(replay).toBe('done');
    expect(await runsOf('R-1:open')).toHaveLength(1);
  });

  test('keeps no card data', async () => {
    await new TriggerShelf(pool, ids).put(owner(), { ...ALL, dedupeKey: 'sched:card', payload: JSON.stringify({ pan: TEST_CARD.join('') }) });

    expect(await rowsOf(`select payload from event where dedupe_key = 'sched:card'`)).toEqual([{ payload: null }]);
    expect(await host.runs.replayEvent(source.organizationId, await shelved('sched:card'))).toBe('not-possible');
  });
});

describe('a delivery to an unknown address', () => {
  test('is kept on the unrouted shelf', async () => {
    const outcome = await host.intake.receive(aDelivery('{"order":{"id":"LATER"}}', { path: 'later' }));

    expect(outcome.outcome).toBe('unrouted');
    expect(await rowsOf(`select state, payload from event where path = 'later'`)).toEqual([{ state: 'unrouted', payload: '{"order":{"id":"LATER"}}' }]);
  });

  test('starts its run when replayed after the deployment', async () => {
    const outcome = await host.intake.receive(aDelivery('{"order":{"id":"REPLAY"}}', { path: 'soon' }));
    const eventId = ('eventId' in outcome ? outcome.eventId : '') as EventId;
    const before = await host.runs.replayEvent(source.organizationId, eventId);
    await pool.query(`update event set path = 'orders' where id = $1`, [eventId]);

    const after = await host.runs.replayEvent(source.organizationId, eventId);

    expect([before, after]).toEqual(['not-possible', 'done']);
    expect(await rowsOf(`select r.status from run r join event e on e.id = r.event_id where e.dedupe_key like '%REPLAY'`)).toEqual([{ status: 'queued' }]);
  });

  test('is refused when the environment does not exist', async () => {
    const outcome = await host.intake.receive(aDelivery('{}', { environment: 'moon' }));

    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'unknown-environment' });
  });
});
