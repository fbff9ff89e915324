import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../world/product-world';
import type { Ablation, Scenario, Stage } from './scenario';
import { doubts } from './doubt';
import { lanes } from './lanes';
import { pressure } from './pressure';
import { ablation, killing, placingWhile, sendCopy, signed } from './stage-acts';

/** The fault plan as far as a small machine runs it. `delay` paces the trouble; no expectation waits for it. */
/** Together a quarter of all calls. */
const quarter = { errorRate: 0.06, resetBeforeRate: 0.05, dropAnswerRate: 0.09, error500AfterRate: 0.05 };
const doubt = { dropAnswerRate: 0.25, error500AfterRate: 0.15 };
const noLookUp = { title: 'look-up always says “not there”', world: { preloads: [ablation('verify-always-absent')] }, remote: doubt, orders: 100, shows: 'duplicates' as const };

const answeredEarly = { title: 'the sender is answered before the commit', world: { preloads: [ablation('answer-before-commit')] }, shows: 'lost' as const };
const ambiguousIsDone: Ablation = { title: 'a lost connection is taken for a commit', world: { preloads: [ablation('ambiguous-is-done')] }, shows: 'lost' };

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
    ablation: { ...answeredEarly, orders: 150 },
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
  world: { preloads: [ablation('crash-at')] },
  act: async (stage: Stage) => {
    // One order before: a gateway that has never seen a sale cannot show that its list is up to date.
    await stage.place(1);
    await until('the first order being done', async () => (await stage.count(`select count(*)::int as n from run where status = 'succeeded'`)) > 0, { lastWords: () => stage.world.output() });
    stage.world.arm(program, { CRASH_AT: point });
    await stage.world.replace(program);
    await stage.place(stage.orders - 1);
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
    ablation: { title: 'events have no dedupe key', world: { preloads: [ablation('no-dedupe')] }, orders: 5, shows: 'runs' },
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
    const answers = await Promise.all(burst.flatMap(({ id, body }) => Array.from({ length: howMany() }, () => sendCopy(stage, { id, body }))));
    refused += answers.filter((status) => status >= 300).length;
  }
  stage.notes.set('refused', refused);
}

const refusedWrites = join(tmpdir(), `penstock-refused-${process.pid}-${randomUUID()}`);

const zombies: readonly Scenario[] = [
  {
    number: '7', title: 'a worker stands still past its lease and comes back', orders: 600, boundedOrders: 100, scaled: '600 orders instead of 5,000', faults: 'SIGSTOP for 1.5–3 leases, SIGCONT', remote: { dropAnswerRate: 0.03, latencyMs: 150 },
    world: { workers: 2, preloads: [ablation('count-refused-writes')], env: { REFUSED_WRITES_FILE: refusedWrites } },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 4; round += 1) {
          const victim = ['worker', 'worker-2', 'api'][round % 3] ?? 'worker';
          await delay(300 + stage.random.next() * 400);
          stage.world.freeze(victim);
          await delay(1_800 + stage.random.next() * 1_800);
          stage.world.thaw(victim);
        }
      }),
    check: async () => {
      const refused = existsSync(refusedWrites) ? readFileSync(refusedWrites, 'utf8').split('\n').reduce((sum, line) => sum + Number(line), 0) : 0;
      rmSync(refusedWrites, { force: true });
      return { text: `${refused} writes of workers that had lost their runs refused`, holds: refused > 0 };
    },
    // The judge sees nothing then: the self-fence and the unique index of live effects hold too. The gauge does.
    ablation: { title: 'progress is written without comparing epoch and owner', world: { preloads: [ablation('epoch-not-compared')] }, shows: 'check' },
  },
  {
    number: '8', title: 'a worker stands still exactly between intent and send, past lease and quarantine', orders: 50, boundedOrders: 20, faults: 'SIGSTOP in the socket write, SIGCONT after everything was settled elsewhere',
    world: { preloads: [ablation('stop-before-send')], workers: 2, env: { STOP_ONCE_FILE: join(tmpdir(), `penstock-stopped-${process.pid}-${randomUUID()}`) } },
    act: async (stage) => {
      await stage.place(stage.orders);
      await until('the order of the stopped process being settled as absent by others', async () => (await stage.count(absentOrders)) > 0 && (await stage.count(ordersUnderWay)) === 0, {
        lastWords: () => stage.world.output(),
      });
      thawStopped(stage);
      await delay(1_000);
    },
    check: async (stage) => {
      const absent = await stage.count(absentOrders);
      return { text: `${stage.notes.get('thawed') ?? 0} process stopped and woken; ${absent} order looked up as absent and sent again`, holds: stage.notes.get('thawed') === 1 && absent > 0 };
    },
    ablation: { title: 'no self-fence', world: { preloads: [ablation('no-self-fence')], env: { STOP_ONCE_FILE: join(tmpdir(), `penstock-stopped-${process.pid}-${randomUUID()}`) } }, orders: 20, shows: 'duplicates' },
  },
];

const absentOrders = `select count(*)::int as n from effect where action = 'create-order' and state = 'ABSENT'`;
const ordersUnderWay = `select count(*)::int as n from run where finished_at is null`;

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
    ablation: answeredEarly,
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
    ablation: { ...ambiguousIsDone, orders: 200 },
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
    ablation: { ...ambiguousIsDone, orders: 200 },
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
    ablation: answeredEarly,
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
    ablation: { ...ambiguousIsDone, orders: 400 },
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
    ablation: { ...ambiguousIsDone, orders: 200 },
  },
];

const placedWithoutRedis = 5;

const hints: readonly Scenario[] = [
  {
    number: '16', title: 'Redis dies without persistence and is away', orders: 600, boundedOrders: 80, scaled: '8 s away instead of 60 s', faults: 'kill -9, empty restart, 8 s refused', ownRedis: true,
    act: async (stage) => {
      const placing = stage.place(stage.orders - placedWithoutRedis);
      await delay(600);
      await stage.redis?.restart();
      await delay(600);
      stage.redis?.proxy.set({ kind: 'refuse' });
      await placing;
      // Their hints are lost for good.
      await stage.place(placedWithoutRedis);
      await delay(8_000);
      stage.redis?.proxy.set({ kind: 'pass' });
    },
    ablation: { title: 'no sweep', world: { preloads: [ablation('no-sweep')] }, orders: 30, shows: 'stuck' },
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
          await stage.world.replace(program);
        }
      }),
    check: async ({ world }) => ({ text: `${world.kills} had to be killed`, holds: world.kills === 0 }),
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

export const scenarios: readonly Scenario[] = [...storms, ...points, ...senders, ...zombies, ...databases, ...hints, ...remotes, ...others, ...lanes, ...pressure, ...doubts];

/** Of the plan, and why this machine does not run them here. */
export const notRun: readonly (readonly [number: string, title: string, why: string])[] = [
  ['29', 'event loop blocked for 20 s in a script', 'there is no script step yet'],
  ['30', 'wait and approve with double clicks', 'store suite and constructs tests'],
  ['31, 32', 'schedules and polling', 'integration tests of engine-host on a real Postgres'],
  ['34', 'migration while running', 'integration test of the partition migration beside running workers'],
  ['35', 'wall clock jumps', 'unit tests of lease keeper and schedules'],
  ['37', 'open snapshot for 30 minutes', 'a case of the benchmark'],
  ['38', 'backup, restore, continue', 'integration and unit tests of the restore guard'],
  ['39', 'replica promotion', 'needs a second Postgres host'],
  ['40', 'eight hours of soak', 'hours'],
];
