import { setTimeout as delay } from 'node:timers/promises';
import { enterOrderByHand } from '../world/person-in-erp';
import { until } from '../world/product-world';
import { journalFlow } from './journal-flow';
import type { EventToSend } from './own-events';
import type { Scenario, Stage } from './scenario';
import { ablation } from './stage-acts';

/** Outcomes that nobody knows, or that somebody else has made too, and sign-ins that end in the middle. */
const PATH = 'posting';
const events = (name: string, count: number, more: EventToSend['more'] = {}): EventToSend[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `${name}-${String(index + 1).padStart(3, '0')}`;
    return { id, amount: '12.50', journals: [id], more };
  });

/** Intents whose worker is dead: sent or not, nobody can tell. */
const inDoubt = `select e.id from effect e join run_queue q on q.run_id = e.run_id
  where e.state = 'INTENT' and e.action = 'post-gl-journal' and q.owner is not null and q.owner::text = any(string_to_array('$workers', ','))`;
const asksPerson = `select id from effect where state = 'NEEDS_HUMAN'`;

const known = `select count(*)::int as n from effect where state = 'DONE'`;
const journalsOver = async (stage: Stage): Promise<number> => (await stage.evidence()).prophet21.length;

interface Row {
  readonly id: string;
}

async function killAndLook(stage: Stage, doubtful: Set<string>): Promise<void> {
  const workers = (await stage.rows<Row>('select id from worker_lease')).map(({ id }) => id);
  await stage.world.crash('worker');
  // A statement that was under way when its sender died is carried out all the same; a lease lasts longer than this.
  await delay(250);
  for (const { id } of await stage.rows<Row>(inDoubt.replace('$workers', workers.join(',')))) doubtful.add(id);
}

const doubtful = new Set<string>();

const withoutLookUp: Scenario = {
  number: '22', title: 'a remote side that cannot be asked, and the worker dies between intent and outcome', orders: 200, boundedOrders: 60, planned: 200, faults: 'kill -9 of the worker, three times, while requests of 200 ms are under way', endsWithPersons: true,
  world: { preloads: [ablation('remote-without-look-up')] }, remote: { latencyMs: 200 }, flows: [journalFlow({ path: PATH })],
  act: async (stage) => {
    doubtful.clear();
    const sending = stage.events.sendAll(PATH, events('H', stage.orders), 4);
    for (let round = 0; round < 3; round += 1) {
      const isUnderWay = async (): Promise<boolean> => (await stage.count(`select count(*)::int as n from effect where state = 'INTENT'`)) > 0;
      // First of all one that is carried out over there and whose outcome is not written down here; later as it comes.
      const isUnknown = async (): Promise<boolean> => (await journalsOver(stage)) > (await stage.count(known));
      await until('requests being under way', round === 0 ? isUnknown : isUnderWay, { lastWords: () => stage.world.output() });
      if (round > 0) await delay(stage.random.next() * 400);
      await killAndLook(stage, doubtful);
    }
    await sending;
  },
  check: async (stage) => {
    const asked = new Set((await stage.rows<Row>(asksPerson)).map(({ id }) => id));
    const isSame = asked.size === doubtful.size && [...asked].every((id) => doubtful.has(id));
    return { text: `${doubtful.size} journals of unknown fate, ${asked.size} with a person${isSame ? ', the same' : ', not the same'}`, holds: isSame && asked.size > 0 };
  },
  ablation: { title: 'what cannot be asked about is sent again', world: { preloads: [ablation('repeat-without-look-up')] }, shows: 'duplicates' },
};

const DOUBLED = 4;
const doubledOrders = `select count(*)::int as n from run where status = 'needs-attention' and failure::json->>'code' = 'DONE_TWICE_AT_REMOTE'`;

/** Somebody who waits for the outcome of an order enters it by hand too; the look-up then finds both. */
async function enterAgain(stage: Stage): Promise<void> {
  const remote = stage.world.url('prophet21');
  const unknown = async (): Promise<readonly { poNo: string }[]> => {
    const rows = await stage.rows<{ request: string }>(`select request from effect where action = 'create-order' and state = 'UNKNOWN' and probes = 0`);
    const entered = new Set((await stage.evidence()).prophet21.filter(({ kind }) => kind === 'order').map(({ key }) => key));
    return rows.map(({ request }) => JSON.parse(request) as { poNo: string }).filter(({ poNo }) => entered.has(poNo));
  };
  await until('orders of unknown outcome', async () => (await unknown()).length >= DOUBLED, { lastWords: () => stage.world.output() });
  await fetch(`${remote}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ clear: true }) });
  const chosen = (await unknown()).slice(0, DOUBLED);
  await Promise.all(chosen.map(async (order) => stage.byHand.add(await enterOrderByHand(remote, order))));
  // Whoever was looked up before the person was through had one order at that time.
  const inTime = new Set((await unknown()).map(({ poNo }) => poNo));
  stage.notes.set('doubled', chosen.filter(({ poNo }) => inTime.has(poNo)).length);
}

const foundTwice: Scenario = {
  number: '21', title: 'a look-up finds two', orders: 50, boundedOrders: 20, planned: 50, faults: 'half of the orders lose their answer; four of them are entered in Prophet 21 by hand as well', endsWithPersons: true, remote: { dropAnswerRate: 0.5 }, world: { timings: { quarantineMs: 6_000 } },
  act: async (stage) => {
    const entering = enterAgain(stage);
    await stage.place(stage.orders);
    await entering;
  },
  check: async (stage) => {
    const [told, { paytrace, prophet21 }] = [await stage.count(doubledOrders), await stage.evidence()];
    const undone = [...paytrace, ...prophet21].filter(({ kind }) => /void|refund|cancel/.test(kind)).length;
    const doubled = stage.notes.get('doubled') ?? 0;
    return { text: `${doubled} doubled by hand before their look-up, ${told} shown to a person, ${undone} undone without being asked`, holds: doubled > 0 && told === doubled && undone === 0 };
  },
  ablation: { title: 'the first match is taken and nobody is told', world: { preloads: [ablation('first-match-is-enough')] }, shows: 'check' },
};

const EXPIRIES = 3;

const expiringTokens: Scenario = {
  number: '25', title: 'sign-ins end in the middle of the work, and a new one takes its time', orders: 400, boundedOrders: 80, planned: 2000, faults: 'every token refused, three times; a sign-in takes 0.7 s',
  act: async (stage) => {
    const trap = (change: object) => fetch(`${stage.world.url('prophet21')}/__sim/traps`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) });
    const done = async (): Promise<number> => (await stage.evidence()).prophet21.length;
    await trap({ signInDelayMs: 700 });
    for (let round = 0; round < EXPIRIES; round += 1) {
      const before = await done();
      await stage.place(Math.floor(stage.orders / (EXPIRIES + 1)));
      // Work is done with the token before it ends: an end that nobody meets would not count.
      await until('work with this sign-in', async () => (await done()) > before + 3, { lastWords: () => stage.world.output() });
      await trap({ refuseTokens: true });
    }
    await stage.place(stage.orders - EXPIRIES * Math.floor(stage.orders / (EXPIRIES + 1)));
  },
  check: async (stage) => {
    const { signIns } = (await (await fetch(`${stage.world.url('prophet21')}/__sim/state`)).json()) as { signIns: number };
    return { text: `${signIns} sign-ins of one worker for ${EXPIRIES} ends`, holds: signIns === EXPIRIES + 1 };
  },
  ablation: { title: 'everybody who is refused signs in for himself', world: { preloads: [ablation('sign-in-by-everybody')] }, shows: 'check' },
};

const DEADLY = '666';
/** Three runs, given up after five claims each. */
const MOST_DEATHS = 15;
const poisoned = `select e.payload::json->>'id' as id from run r join event e on e.id = r.event_id where r.status = 'needs-attention' and r.failure::json->>'code' = 'RUN_STOPS_ITS_WORKER'`;

const deadlySteps: Scenario = {
  number: '28', title: 'a step that ends its process', orders: 200, boundedOrders: 60, planned: 50, differs: 'three events are deadly, instead of all', faults: 'reading a certain customer kills the worker', endsWithPersons: true, mostKills: MOST_DEATHS, world: { preloads: [ablation('deadly-customer')], workers: 2 },
  flows: [journalFlow({ path: PATH, readsCustomer: true })],
  act: async (stage) => {
    const good = events('G', stage.orders - 3, { customer: '100198' });
    const deadly = events('X', 3, { customer: DEADLY }).map((event) => ({ ...event, journals: [] }));
    const mixed = good.flatMap((event, index) => (index % Math.floor(good.length / 3) === 5 ? [deadly.shift() ?? event, event] : [event]));
    await stage.events.sendAll(PATH, [...new Set([...mixed, ...deadly])], 4);
  },
  check: async (stage) => {
    const found = (await stage.rows<Row>(poisoned)).map(({ id }) => id).sort();
    return { text: `with a person: ${found.join(', ')}; ${stage.world.kills} workers died`, holds: found.join() === 'X-001,X-002,X-003' && stage.world.kills <= MOST_DEATHS };
  },
  ablation: { title: 'claims without progress are not counted', world: { preloads: [ablation('claims-not-counted')] }, shows: 'kills' },
};

export const doubts: readonly Scenario[] = [withoutLookUp, foundTwice, expiringTokens, deadlySteps];
