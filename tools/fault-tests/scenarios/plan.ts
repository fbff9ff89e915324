import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signStandardWebhook } from '@penstock/runtime-adapters';
import { DEMO_INTAKE_SECRET } from '../world/product-world';
import type { Scenario, Stage } from './scenario';

/** The fault plan as far as a small machine runs it. `delay` paces the trouble; no expectation waits for it. */
const ablation = (name: string): string => join(__dirname, '..', 'ablations', `${name}.cjs`);

/** Together a quarter of all calls. */
const quarter = { errorRate: 0.06, resetBeforeRate: 0.05, dropAnswerRate: 0.09, error500AfterRate: 0.05 };
const doubt = { dropAnswerRate: 0.25, error500AfterRate: 0.15 };
const noLookUp = { title: 'look-up always says “not there”', world: { preloads: [ablation('verify-always-absent')] }, remote: doubt, orders: 100, shows: 'duplicates' as const };

async function killing(stage: Stage, { programs, kills, pauseMs }: { readonly programs: readonly string[]; readonly kills: number; readonly pauseMs: number }): Promise<void> {
  const placing = stage.place(stage.orders);
  for (let count = 0; count < kills; count += 1) {
    await delay(pauseMs * (0.4 + stage.random.next() * 0.9));
    const victim = programs[Math.floor(stage.random.next() * programs.length)] ?? 'api';
    await stage.world.crash(victim);
  }
  await placing;
}

async function placingWhile(stage: Stage, trouble: () => Promise<void>): Promise<void> {
  const placing = stage.place(stage.orders);
  await trouble();
  await placing;
}

const storms: readonly Scenario[] = [
  {
    number: '4', title: 'kill -9 of the worker again and again', orders: 1000, boundedOrders: 150, scaled: '1,000 orders instead of 10,000',
    faults: 'worker killed every 0.3–0.9 s', act: (stage) => killing(stage, { programs: ['worker'], kills: Math.ceil(stage.orders / 40), pauseMs: 700 }),
    remote: { dropAnswerRate: 0.03 },
    ablation: { title: 'an intent of unknown fate is sent again', world: { preloads: [ablation('resend-what-is-unknown')] }, remote: doubt, orders: 100, shows: 'duplicates' },
  },
  {
    number: '5', title: 'kill -9 of the intake while the shop sends', orders: 1000, boundedOrders: 100, scaled: '1,000 orders instead of 10,000',
    faults: 'API killed every 0.3–0.9 s; the shop repeats', act: (stage) => killing(stage, { programs: ['api'], kills: Math.ceil(stage.orders / 50), pauseMs: 900 }),
    ablation: { title: 'the sender is answered before the commit', world: { preloads: [ablation('answer-before-commit')] }, orders: 150, shows: 'lost' },
  },
  {
    number: '18', title: 'a quarter of all remote calls fail, API and worker are killed', orders: 1500, boundedOrders: 500, scaled: '1,500 orders instead of 10,000',
    faults: 'refused, cut before, cut after the deed, 500 after the deed; 12 × kill -9', remote: quarter,
    act: (stage) => killing(stage, { programs: ['api', 'worker'], kills: 12, pauseMs: 900 }),
    check: async (stage) => {
      const found = await stage.count(`select count(*)::int as n from effect where resolved_by = 'verified' and state = 'DONE'`);
      return { text: `${found} outcomes settled by look-up`, holds: found > 0 };
    },
    ablation: noLookUp,
  },
  {
    number: '4r', title: 'as 18, dispatched over Redis with two workers', orders: 600, boundedOrders: 120, faults: 'as 18, 5 × kill -9', remote: quarter, ownRedis: true, world: { workers: 2 },
    act: (stage) => killing(stage, { programs: ['api', 'worker', 'worker-2'], kills: 5, pauseMs: 900 }),
  },
];

const crashPoints = [
  ['api', 'accept_events:before:3'], ['api', 'accept_events:after:3'], ['worker', 'claim_runs:before:3'], ['worker', 'claim_runs:after:3'],
  ['worker', 'commit_progress:before:1'], ['worker', 'commit_progress:after:1'], ['worker', 'commit_progress:before:3'], ['worker', 'commit_progress:after:3'],
  ['worker', 'commit_progress:before:6'], ['worker', 'commit_progress:after:6'], ['worker', 'send:before:2'], ['worker', 'send:after:2'],
  ['worker', 'send:before:9'], ['worker', 'send:after:9'],
] as const;

const points: readonly Scenario[] = crashPoints.map(([program, point], index) => ({
  number: `6${String.fromCharCode(97 + index)}`,
  title: `${program} dies at ${point.replace(/:/g, ' ')}`,
  orders: 200,
  boundedOrders: 20,
  faults: 'kill -9 at a named point',
  world: { preloads: [ablation('crash-at')], once: { [program]: { CRASH_AT: point } } },
  act: async (stage: Stage) => {
    await stage.place(stage.orders);
  },
  check: async ({ world }: Stage) => ({ text: `${world.kills} kill`, holds: world.kills > 0 }),
}));

const senders: readonly Scenario[] = [
  {
    number: '2', title: 'every event is sent one to five times at once', orders: 1000, boundedOrders: 100, scaled: '1,000 orders instead of 10,000', faults: 'copies of the same delivery',
    act: (stage) => copies(stage, () => 1 + Math.floor(stage.random.next() * 5)),
    check: async (stage) => oneRunEach(stage),
    ablation: { title: 'events have no dedupe key', world: { preloads: [ablation('no-dedupe')] }, orders: 40, shows: 'runs' },
  },
  {
    number: '3', title: 'the same event from fifty connections at once', orders: 100, boundedOrders: 10, scaled: '100 events instead of 200', faults: '50 copies each',
    act: (stage) => copies(stage, () => 50),
    check: async (stage) => oneRunEach(stage),
  },
];

async function oneRunEach(stage: Stage): Promise<{ text: string; holds: boolean }> {
  const runs = await stage.count('select count(*)::int as n from run');
  return { text: `${runs} runs of ${stage.orders} events; ${stage.notes.get('refused') ?? 0} copies not answered 2xx`, holds: runs === stage.orders && (stage.notes.get('refused') ?? 0) === 0 };
}

/** Takes the orders from the shop's outbox and sends copies beside the shop's own delivery. */
async function copies(stage: Stage, howMany: () => number): Promise<void> {
  const perBurst = 25;
  let refused = 0;
  for (let placed = 0; placed < stage.orders; placed += perBurst) {
    await stage.place(Math.min(perBurst, stage.orders - placed));
    const { orders } = (await (await fetch(`${stage.world.url('shop')}/__sim/outbox`)).json()) as { orders: { id: string; body: string }[] };
    const burst = orders.slice(placed);
    const answers = await Promise.all(burst.flatMap(({ id, body }) => Array.from({ length: howMany() }, () => send(stage, { id, body }))));
    refused += answers.filter((status) => status >= 300).length;
  }
  stage.notes.set('refused', refused);
}

const signed = (messageId: string, body: string | Buffer) => ({ ...signStandardWebhook(body, { messageId, secret: DEMO_INTAKE_SECRET, now: Date.now() }) });

async function send({ world }: Stage, { id, body }: { readonly id: string; readonly body: string }): Promise<number> {
  const headers = signed(`copy-${id}-${randomUUID()}`, body);
  const answer = await fetch(`${world.url('api')}/hooks/sandbox/shop-orders`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return answer.status;
}

const zombies: readonly Scenario[] = [
  {
    number: '7', title: 'a worker stands still past its lease and comes back', orders: 600, boundedOrders: 100, scaled: '600 orders instead of 5,000', faults: 'SIGSTOP for 1.5–3 leases, SIGCONT', remote: { dropAnswerRate: 0.03 }, world: { workers: 2 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 4; round += 1) {
          const victim = ['api', 'worker', 'worker-2'][Math.floor(stage.random.next() * 3)] ?? 'worker';
          await delay(300 + stage.random.next() * 400);
          stage.world.freeze(victim);
          await delay(1_800 + stage.random.next() * 1_800);
          stage.world.thaw(victim);
        }
      }),
  },
  {
    number: '8', title: 'a worker stands still exactly between intent and send, past lease and quarantine', orders: 50, boundedOrders: 20, faults: 'SIGSTOP in the socket write, SIGCONT after everything was settled elsewhere',
    world: { preloads: [ablation('stop-before-send')], workers: 2, env: { STOP_ONCE_FILE: join(tmpdir(), `penstock-stopped-${process.pid}-${randomUUID()}`) } },
    act: async (stage) => {
      await stage.place(stage.orders);
      await delay(9_000);
      thawStopped(stage);
    },
    check: async (stage) => ({ text: `${stage.notes.get('thawed') ?? 0} process stopped and woken`, holds: stage.notes.get('thawed') === 1 }),
    ablation: { title: 'no self-fence', world: { preloads: [ablation('no-self-fence')], env: { STOP_ONCE_FILE: join(tmpdir(), `penstock-stopped-${process.pid}-${randomUUID()}`) } }, orders: 20, shows: 'duplicates' },
  },
];

/** The file names the process that stopped itself; whoever opened it by its own variable finds it in the environment. */
function thawStopped(stage: Stage): void {
  const files = zombies.flatMap(({ world, ablation: off }) => [world?.env?.['STOP_ONCE_FILE'], off?.world.env?.['STOP_ONCE_FILE']]).filter((file): file is string => file !== undefined && existsSync(file));
  for (const file of files) {
    try {
      process.kill(Number(readFileSync(file, 'utf8')), 'SIGCONT');
      stage.notes.set('thawed', 1);
    } catch {
      // Of an earlier run.
    }
  }
}

const databases: readonly Scenario[] = [
  {
    number: '9', title: 'kill -9 of all processes of the platform together', orders: 600, boundedOrders: 60, scaled: '600 orders instead of 5,000', faults: 'API, worker and postmaster killed in the same moment', ownPostgres: true, remote: { dropAnswerRate: 0.03 },
    act: (stage) =>
      placingWhile(stage, async () => {
        await delay(1_200);
        stage.postgres?.kill('SIGKILL');
        await Promise.all(['api', 'worker'].map((program) => stage.world.crash(program)));
      }),
  },
  {
    number: '10', title: 'Postgres restarts at once every two seconds', orders: 600, boundedOrders: 80, scaled: '600 orders, every 2 s instead of 5 s', faults: 'SIGQUIT of the postmaster, 4 times', ownPostgres: true, remote: { dropAnswerRate: 0.03 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 4; round += 1) {
          await delay(2_000);
          stage.postgres?.kill('SIGQUIT');
        }
      }),
  },
  {
    number: '11', title: 'kill -9 of the postmaster', orders: 600, boundedOrders: 60, scaled: '600 orders instead of 5,000', faults: 'SIGKILL of the postmaster, twice', ownPostgres: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 2; round += 1) {
          await delay(1_500);
          stage.postgres?.kill('SIGKILL');
        }
      }),
  },
  {
    number: '12', title: 'Postgres is away for a while', orders: 400, boundedOrders: 50, scaled: '12 s instead of 60 s', faults: 'every connection refused for 12 s', ownPostgres: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        await delay(800);
        stage.postgres?.proxy.set({ kind: 'refuse' });
        await delay(12_000);
        stage.postgres?.proxy.set({ kind: 'pass' });
      }),
  },
  {
    number: '13', title: 'connections to Postgres are cut in the middle of statements', orders: 1000, boundedOrders: 100, scaled: '1,000 orders instead of 10,000', faults: 'all connections cut every 300 ms, 25 times', ownPostgres: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 25; round += 1) {
          await delay(150 + stage.random.next() * 300);
          stage.postgres?.proxy.cut();
        }
      }),
  },
  {
    number: '14', title: 'Postgres does not answer and nobody is told', orders: 400, boundedOrders: 50, scaled: '10 s instead of 30 s', faults: 'black hole for 10 s; what it swallowed never comes back', ownPostgres: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        await delay(800);
        stage.postgres?.proxy.set({ kind: 'black-hole' });
        await delay(10_000);
        stage.postgres?.proxy.set({ kind: 'pass' });
      }),
  },
];

const hints: readonly Scenario[] = [
  {
    number: '16', title: 'Redis dies without persistence and is away', orders: 600, boundedOrders: 80, scaled: '8 s away instead of 60 s', faults: 'kill -9, empty restart, 8 s refused', ownRedis: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        await delay(600);
        await stage.redis?.restart();
        await delay(600);
        stage.redis?.proxy.set({ kind: 'refuse' });
        await delay(8_000);
        stage.redis?.proxy.set({ kind: 'pass' });
      }),
  },
  {
    number: '17', title: 'Redis answers a second late', orders: 400, boundedOrders: 50, scaled: '400 orders instead of 5,000', faults: 'every piece 1 s late', ownRedis: true,
    act: async (stage) => {
      stage.redis?.proxy.set({ kind: 'slow', delayMs: 1_000 });
      await stage.place(stage.orders);
    },
  },
];

const remotes: readonly Scenario[] = [
  {
    number: '19', title: 'late commits inside the quarantine', orders: 500, boundedOrders: 60, scaled: 'inside the quarantine; what comes after it is the documented residual', faults: '10 % of writes are done 0.8 s after the connection was cut', remote: { lateCommitRate: 0.1, lateCommitMs: 800 },
    act: (stage) => stage.place(stage.orders),
    ablation: { title: 'no quarantine', world: { timings: { quarantineMs: 1, absentSpacingMs: 1 } }, remote: { lateCommitRate: 0.3, lateCommitMs: 1_500 }, orders: 60, shows: 'duplicates' },
  },
  {
    number: '20', title: 'look-ups fail for a while', orders: 300, boundedOrders: 40, scaled: '300 orders instead of 2,000', faults: 'a quarter of the writes lose their answer, then both remote sides are away for 6 s', remote: { dropAnswerRate: 0.25 },
    act: async (stage) => {
      await stage.place(stage.orders);
      for (const side of ['paytrace', 'prophet21'] as const) {
        await fetch(`${stage.world.url(side)}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ outageMs: 6_000 }) });
      }
      await delay(6_500);
    },
  },
  {
    number: '23', title: 'remote sides answer 503 in bursts', orders: 400, boundedOrders: 50, scaled: '400 orders instead of 5,000', faults: '40 % of all calls answer 503', remote: { errorRate: 0.4 },
    act: (stage) => stage.place(stage.orders),
  },
  {
    number: '24', title: 'a remote side is away, the breaker holds the runs', orders: 300, boundedOrders: 40, scaled: '8 s instead of 30 min; the half hour runs on a virtual clock in the unit tests', faults: 'Prophet 21 away for 8 s',
    act: (stage) =>
      placingWhile(stage, async () => {
        await fetch(`${stage.world.url('prophet21')}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ outageMs: 8_000 }) });
        await delay(8_000);
      }),
  },
];

const others: readonly Scenario[] = [
  {
    number: '1', title: 'baseline', orders: 1500, boundedOrders: 50, scaled: '1,500 orders through the whole demo flow', faults: 'none', act: (stage) => stage.place(stage.orders),
  },
  {
    number: '27', title: 'poison deliveries among good ones', orders: 400, boundedOrders: 50, scaled: '400 orders instead of 10,000', faults: 'NUL, broken UTF-8, 5 MB, depth 10,000, no JSON; signed',
    act: (stage) => placingWhile(stage, () => poison(stage)),
    check: async (stage) => ({ text: `${stage.notes.get('poison') ?? 0} poison deliveries answered, none 5xx: ${stage.notes.get('serverErrors') === 0}`, holds: stage.notes.get('serverErrors') === 0 }),
  },
  {
    number: '33', title: 'workers are replaced one by one under load', orders: 600, boundedOrders: 60, scaled: 'same build; versions of flows are pinned (unit tests)', faults: 'SIGTERM of every program in turn, twice', world: { workers: 2 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (const program of [...stage.world.programs, ...stage.world.programs]) {
          await delay(900);
          await stage.world.crash(program);
        }
      }),
  },
];

async function poison(stage: Stage): Promise<void> {
  const order = (id: string): string => JSON.stringify({ order: { id } });
  const bodies: (string | Buffer)[] = [
    order('P\u0000ISON'), Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), `{"order":{"id":"BIG","note":"${'x'.repeat(5_000_000)}"}}`,
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`, '{"order":', 'null', '{"order":{"id":{"a":[]}}}',
  ];
  let [answered, serverErrors] = [0, 0];
  for (const body of bodies) {
    const answer = await fetch(`${stage.world.url('api')}/hooks/sandbox/shop-orders`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...signed(randomUUID(), body) }, body,
    }).catch(() => undefined);
    answered += 1;
    if (!answer || answer.status >= 500) serverErrors += 1;
  }
  stage.notes.set('poison', answered);
  stage.notes.set('serverErrors', serverErrors);
}

export const scenarios: readonly Scenario[] = [...storms, ...points, ...senders, ...zombies, ...databases, ...hints, ...remotes, ...others];

/** Of the plan, and why this machine does not run them here. */
export const notRun: readonly (readonly [number: string, title: string, why: string])[] = [
  ['15', 'disk full on the WAL volume', 'needs a file system of fixed size; a refused write (SQLSTATE 53100) is a unit test of the group committer'],
  ['21', 'look-up finds two', 'unit test (V3), no storm'],
  ['22', 'remote without look-up, crash between intent and outcome', 'the demo has no such action; unit tests and simulation'],
  ['25', 'token expires in mid-run', '2,000 concurrent calls over an expiry in the token tests'],
  ['26', 'ordering over 200 keys with kills', 'store suite S5 on Postgres and the simulation; the demo’s flow has no lane'],
  ['28', 'a step that ends its process', 'unit test (five claims), no storm'],
  ['29', 'event loop blocked for 20 s in a script', 'there is no script step yet'],
  ['30', 'wait and approve with double clicks', 'store suite and constructs tests'],
  ['31, 32', 'schedules and polling', 'integration tests of engine-host on a real Postgres'],
  ['34', 'migration while running', 'integration test of the partition migration beside running workers'],
  ['35', 'wall clock jumps', 'unit tests of lease keeper and schedules'],
  ['36', 'noisy tenant', 'store suite S6; no latency figure'],
  ['37', 'open snapshot for 30 minutes', 'a case of the benchmark'],
  ['38', 'backup, restore, continue', 'integration and unit tests of the restore guard'],
  ['39', 'replica promotion', 'needs a second Postgres host'],
  ['40', 'eight hours of soak', 'hours'],
];
