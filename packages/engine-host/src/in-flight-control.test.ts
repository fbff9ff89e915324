import { setTimeout as delay } from 'node:timers/promises';
import { InFlightControl } from './in-flight-control';

const bounds = { least: 10, most: 40 };

/** Computes until the process has had no rest for some windows of the control. */
async function beBusy(forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const turnEnds = performance.now() + 20;
    while (performance.now() < turnEnds);
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

test('gives a full worker more places while it waits, and takes them back while it computes', async () => {
  const given: number[] = [];
  const control = new InFlightControl({ isFull: true, resize: (limit) => void given.push(limit) }, bounds);
  control.start();
  await delay(1_500);
  const most = given.at(-1);
  await beBusy(2_500);
  control.stop();

  expect([most, given.at(-1)]).toEqual([bounds.most, bounds.least]);
});

test('leaves a worker alone that has places left', async () => {
  const given: number[] = [];
  const control = new InFlightControl({ isFull: false, resize: (limit) => void given.push(limit) }, bounds);
  control.start();
  await delay(600);
  control.stop();

  expect(given).toEqual([]);
});
