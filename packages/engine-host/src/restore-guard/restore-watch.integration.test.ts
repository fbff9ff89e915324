import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resumeSending } from '@penstock/database';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { Pool } from 'pg';
import { AliveFile } from './alive-file';
import { RestoreWatch } from './restore-watch';

const charge = { class: 'L', kind: 'money' } as const;
const anOldRun = { createdAt: 0, lastEffectAt: null };

let database: TestDatabase;
let pool: Pool;
let home: string;
let notices: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  home = mkdtempSync(join(tmpdir(), 'penstock-alive-'));
  notices = [];
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

/** Beats when the test says so. */
async function aProcess({ from = pool, file = new AliveFile(home) as AliveFile | null } = {}): Promise<RestoreWatch> {
  const watch = new RestoreWatch({
    pool: from,
    scheduler: { after: () => () => undefined },
    beatMs: 1,
    file: file ?? undefined,
    log: (_level, message) => void notices.push(message),
    trouble: (what, error) => void notices.push(`${what}: ${String(error)}`),
  });
  await watch.start();
  return watch;
}
const ruleOf = (watch: RestoreWatch) => watch.ruleFor(charge, anOldRun);
const stateNow = async () => (await pool.query('select * from engine_state')).rows[0];
const rewindTo = ({ counter, last_alive: lastAlive }: { counter: string; last_alive: Date }) =>
  pool.query('update engine_state set counter = $1, last_alive = $2, restored_at = null, resolved_at = null', [counter, lastAlive]);

describe('a process that watches its database', () => {
  test('sends as long as the database is the one it was', async () => {
    const watch = await aProcess();

    await watch.check();
    await watch.check();

    expect(ruleOf(watch)).toBe('send');
    expect(ruleOf(await aProcess())).toBe('send');
    expect(notices).toEqual([]);
  });

  test('RW1: holds before it has asked', () => {
    const unasked = new RestoreWatch({ pool, scheduler: { after: () => () => undefined }, beatMs: 1, file: undefined, log: () => undefined, trouble: () => undefined });

    expect(ruleOf(unasked)).toBe('hold');
  });

  test('holds when an earlier state is brought back under its feet', async () => {
    const watch = await aProcess();
    const before = await stateNow();
    await watch.check();
    await rewindTo(before);

    await watch.check();

    expect(ruleOf(watch)).toBe('hold');
    expect(notices[0]).toMatch(/^Sending is held: the database was restored to .* must be verified first/);
  });

  test('holds when it starts on an earlier state than its home has seen', async () => {
    const first = await aProcess();
    const before = await stateNow();
    await first.check();
    await first.check();
    await rewindTo(before);

    const second = await aProcess();

    expect(ruleOf(second)).toBe('hold');
    expect(second.state).toMatchObject({ gapFrom: before.last_alive.getTime() });
  });

  test('cannot see that without what it wrote down', async () => {
    const first = await aProcess({ file: null });
    const before = await stateNow();
    await first.check();
    await rewindTo(before);

    expect(ruleOf(await aProcess({ file: null }))).toBe('send');
  });

  test.each([
    ['another server', `system_identifier = '1'`, 'another server'],
    ['a server that was recovered', 'timeline = 4711', 'recovered to a moment'],
  ])('holds when the database came to %s', async (_, change, words) => {
    await aProcess({ file: null });
    await pool.query(`update engine_state set ${change}`);

    expect(ruleOf(await aProcess({ file: null }))).toBe('hold');
    expect(notices[0]).toContain(words);
  });

  test('holds in every process once one has noticed', async () => {
    const other = await aProcess({ file: null });
    await pool.query('update engine_state set timeline = 4711');
    await aProcess({ file: null });

    await other.check();

    expect(ruleOf(other)).toBe('hold');
  });

  test('works for a role that is no superuser', async () => {
    await pool.query(`do $$ begin create role ordinary login; exception when duplicate_object then null; end $$`);
    await pool.query('grant select, update on engine_state to ordinary');
    const url = new URL(database.url);
    url.username = 'ordinary';
    const from = new Pool({ connectionString: url.toString(), max: 1 });

    const watch = await aProcess({ from, file: null });

    expect(ruleOf(watch)).toBe('send');
    await from.end();
  });
});

describe('after a person resumed', () => {
  async function heldAndResumed(): Promise<RestoreWatch> {
    const watch = await aProcess();
    const before = await stateNow();
    await watch.check();
    await rewindTo(before);
    await watch.check();
    await pool.query(resumeSending, ['ada', 'compared with the gateway']);
    await watch.check();
    return watch;
  }

  test('an old run’s charge is looked up first, in the whole gap', async () => {
    const watch = await heldAndResumed();
    const { gap_from: from, gap_to: to } = await stateNow();

    expect(ruleOf(watch)).toBe('verify-first');
    expect(watch.windowFor(to.getTime() - 1)).toEqual({ sentAt: from.getTime(), sentBefore: expect.closeTo(to.getTime(), -1) });
  });

  test('a process that was away does not hold a second time', async () => {
    const away = new AliveFile(mkdtempSync(join(home, 'other-')));
    await aProcess({ file: away });
    const seen = away.read()!;
    away.write({ ...seen, counter: seen.counter + 500 });
    await heldAndResumed();

    expect(ruleOf(await aProcess({ file: away }))).toBe('verify-first');
  });

  test('a second restore is noticed again', async () => {
    const watch = await heldAndResumed();
    const before = await stateNow();
    await watch.check();
    await pool.query('update engine_state set counter = $1', [before.counter]);

    await watch.check();

    expect(ruleOf(watch)).toBe('hold');
    expect((await stateNow()).resolved_at).toBeNull();
  });
});

test('a file that cannot be read counts as none', async () => {
  writeFileSync(join(home, 'engine-alive.json'), '{"counter":');

  expect(ruleOf(await aProcess())).toBe('send');
});
