import { setTimeout as delay } from 'node:timers/promises';
import { ambiguousIsDone, answeredEarly } from './known-ablations';
import type { Scenario } from './scenario';
import { placingWhile } from './stage-acts';

/** A database that dies, goes away or says nothing. `delay` paces the trouble; no expectation waits for it. */
export const databases: readonly Scenario[] = [
  {
    number: '9', title: 'kill -9 of all processes of the platform together', orders: 600, boundedOrders: 60, planned: 5000, faults: 'API, worker and postmaster killed in the same moment', ownPostgres: true, remote: { dropAnswerRate: 0.03 },
    act: (stage) =>
      placingWhile(stage, async () => {
        await delay(1_200);
        await stage.postgres?.kill('SIGKILL');
        await Promise.all(['api', 'worker'].map((program) => stage.world.crash(program)));
      }),
    ablation: answeredEarly,
  },
  {
    number: '10', title: 'Postgres restarts at once every two seconds', orders: 600, boundedOrders: 80, planned: 10_000, differs: 'every 2 s instead of 5 s', faults: 'SIGQUIT of the postmaster, 4 times', ownPostgres: true, remote: { dropAnswerRate: 0.03 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 4; round += 1) {
          await delay(2_000);
          await stage.postgres?.kill('SIGQUIT');
        }
      }),
    ablation: { ...ambiguousIsDone, orders: 200 },
  },
  {
    number: '11', title: 'kill -9 of the postmaster', orders: 600, boundedOrders: 60, planned: 5000, faults: 'SIGKILL of the postmaster, twice', ownPostgres: true,
    act: (stage) =>
      placingWhile(stage, async () => {
        for (let round = 0; round < 2; round += 1) {
          await delay(1_500);
          await stage.postgres?.kill('SIGKILL');
        }
      }),
    ablation: { ...ambiguousIsDone, orders: 200 },
  },
  {
    number: '12', title: 'Postgres is away for a while', orders: 400, boundedOrders: 50, planned: 5000, differs: '12 s instead of 60 s', faults: 'every connection refused for 12 s', ownPostgres: true,
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
    number: '13', title: 'connections to Postgres are cut in the middle of statements', orders: 1000, boundedOrders: 100, planned: 10_000, faults: 'all connections cut every 300 ms, 25 times', ownPostgres: true,
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
    number: '14', title: 'Postgres does not answer and nobody is told', orders: 400, boundedOrders: 50, planned: 5000, differs: '10 s instead of 30 s', faults: 'black hole for 10 s; what it swallowed never comes back', ownPostgres: true,
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
