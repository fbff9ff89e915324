import { WakeLoop } from './wake-loop';

interface Timer {
  readonly delayMs: number;
  readonly action: () => void;
}

function aLoop(answers: (number | null | Error)[]) {
  const timers: Timer[] = [];
  const troubles: unknown[] = [];
  let rounds = 0;
  let held: Promise<void> | undefined;
  const loop = new WakeLoop({
    what: 'testing',
    observer: { trouble: (_what, error) => void troubles.push(error) },
    scheduler: {
      after(delayMs, action) {
        const timer = { delayMs, action };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
    },
    round: async () => {
      rounds += 1;
      const answer = answers.shift() ?? null;
      await held;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { loop, timers, troubles, hold: (until: Promise<void>) => void (held = until), rounds: () => rounds };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('waits until something is due, and at most half a minute', async () => {
  const { loop, timers } = aLoop([7_000, 3_600_000, null, 0]);
  const pauses: number[] = [];
  loop.start();
  for (let turn = 0; turn < 4; turn += 1) {
    await settled();
    pauses.push(timers[0]?.delayMs ?? 0);
    timers.shift()?.action();
  }
  await settled();

  expect(pauses).toEqual([7_000, 30_000, 30_000, 20]);
});

test('looks at once when poked, and once more when poked during a round', async () => {
  const { loop, timers, rounds, hold } = aLoop([60_000, 60_000]);
  loop.start();
  await settled();
  let release = (): void => undefined;
  hold(new Promise((resolve) => (release = resolve)));

  loop.poke();
  loop.poke();
  release();
  await settled();

  expect([rounds(), timers.length]).toEqual([3, 1]);
});

test('survives trouble and tells it', async () => {
  const { loop, timers, troubles } = aLoop([new RangeError('no')]);
  loop.start();
  await settled();

  expect([troubles.length, timers.map(({ delayMs }) => delayMs)]).toEqual([1, [2_000]]);
});

test('stops after the round under way, and does not begin again', async () => {
  const { loop, timers, rounds } = aLoop([0]);
  loop.start();
  await loop.stop();
  loop.poke();
  await settled();

  expect([rounds(), timers]).toEqual([1, []]);
});
