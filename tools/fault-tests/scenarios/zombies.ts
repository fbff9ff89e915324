import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../world/product-world';
import type { Scenario, Stage } from './scenario';
import { ablation, placingWhile } from './stage-acts';
import { callWitness, takenFromZombies } from './zombie-witness';

/** Workers that stand still, lose what they had, and come back. `delay` paces the trouble; no expectation waits for it. */
const refusedWrites = join(tmpdir(), `penstock-refused-${process.pid}-${randomUUID()}`);

export const zombies: readonly Scenario[] = [
  {
    number: '7', title: 'a worker stands still past its lease and comes back', orders: 600, boundedOrders: 100, planned: 5000, faults: 'SIGSTOP for 1.5–3 leases, SIGCONT', remote: { dropAnswerRate: 0.03, latencyMs: 150 },
    world: { workers: 2, preloads: [ablation('count-refused-writes'), ablation('name-the-writer')], env: { REFUSED_WRITES_FILE: refusedWrites } },
    act: async (stage) => {
      await callWitness(stage);
      await placingWhile(stage, async () => {
        for (let round = 0; round < 4; round += 1) {
          const victim = ['worker', 'worker-2', 'api'][round % 3] ?? 'worker';
          await delay(300 + stage.random.next() * 400);
          stage.world.freeze(victim);
          await delay(1_800 + stage.random.next() * 1_800);
          stage.world.thaw(victim);
        }
      });
    },
    check: async (stage) => {
      const refused = existsSync(refusedWrites) ? readFileSync(refusedWrites, 'utf8').split('\n').reduce((sum, line) => sum + Number(line), 0) : 0;
      rmSync(refusedWrites, { force: true });
      const taken = await takenFromZombies(stage);
      return { text: `${refused} writes of workers that had lost their runs refused, ${taken} rows of the record taken from them`, holds: refused > 0 && taken === 0 };
    },
    // Outside nothing happens twice then: the self-fence and the unique index of live effects hold too.
    ablation: { title: 'progress is written without comparing epoch and owner', world: { preloads: [ablation('epoch-not-compared')] }, shows: 'check' },
  },
  {
    number: '8', title: 'a worker stands still exactly between intent and send, past lease and quarantine', orders: 50, boundedOrders: 20, planned: 50, faults: 'SIGSTOP in the socket write, SIGCONT after everything was settled elsewhere',
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
