import { InFlightControl, loopUtilisation } from './in-flight-control';

/** A control whose windows end when the test says so. */
function aControl({ isFull }: { readonly isFull: boolean }) {
  const given: number[] = [];
  let utilisation = 0;
  let windowEnds: () => void = () => undefined;
  const control = new InFlightControl({
    worker: { isFull, resize: (limit) => void given.push(limit) },
    bounds: { least: 10, most: 40 },
    utilisation: () => utilisation,
    scheduler: {
      after: (_delayMs, action) => {
        windowEnds = action;
        return () => (windowEnds = () => undefined);
      },
    },
  });
  control.start();
  const windows = (count: number, load: number): void => {
    utilisation = load;
    for (let window = 0; window < count; window += 1) windowEnds();
  };
  return { control, given, windows };
}

describe('the places of a worker', () => {
  test('become more while it waits with all of them taken, and fewer while it computes', () => {
    const { given, windows } = aControl({ isFull: true });

    windows(5, 0.1);
    windows(8, 0.95);

    expect(given).toEqual([15, 23, 35, 40, 32, 25, 20, 16, 12, 10]);
  });

  test('stay while some are left', () => {
    const { given, windows } = aControl({ isFull: false });

    windows(5, 0.1);

    expect(given).toEqual([]);
  });

  test('stay once the control is stopped', () => {
    const { control, given, windows } = aControl({ isFull: true });

    control.stop();
    windows(5, 0.1);

    expect(given).toEqual([]);
  });
});

test('a loop that only computes is used to the full, since it was last asked', async () => {
  const utilisation = loopUtilisation();
  await new Promise<void>((resolve) => void setImmediate(resolve));
  utilisation();
  const until = performance.now() + 30;
  while (performance.now() < until);

  expect(utilisation()).toBeGreaterThan(0.9);
});
