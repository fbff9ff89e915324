import { randomUUID } from 'node:crypto';
import { noDedupe } from './known-ablations';
import type { Scenario, Stage } from './scenario';
import { ablation, placingWhile, sendCopy, signed } from './stage-acts';

/** Deliveries that come more than once, or that nobody can read. */
export const deliveries: readonly Scenario[] = [
  {
    number: '2', title: 'every event is sent one to five times at once', orders: 1000, boundedOrders: 100, planned: 10_000, faults: 'copies of the same delivery',
    act: (stage) => copies(stage, () => 1 + Math.floor(stage.random.next() * 5)),
    check: async (stage) => oneRunEach(stage),
    ablation: { ...noDedupe, orders: 40 },
  },
  {
    number: '3', title: 'the same event from fifty connections at once', orders: 200, boundedOrders: 10, planned: 200, faults: '50 copies each',
    act: (stage) => copies(stage, () => 50),
    check: async (stage) => oneRunEach(stage),
    ablation: { ...noDedupe, orders: 5 },
  },
  {
    number: '27', title: 'poison deliveries among good ones', orders: 400, boundedOrders: 50, planned: 10_000, faults: 'NUL, broken UTF-8, 5 MB, depth 10,000, no JSON; signed',
    act: (stage) => placingWhile(stage, () => poison(stage)),
    check: async (stage) => ({ text: `${stage.notes.get('poison') ?? 0} poison deliveries answered, none 5xx: ${stage.notes.get('serverErrors') === 0}`, holds: stage.notes.get('serverErrors') === 0 }),
    ablation: { title: 'nobody looks for NUL characters', world: { preloads: [ablation('nul-not-seen')] }, orders: 20, shows: 'check' },
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
