import { defaultTimings, type RunStore, type Scheduler } from '@penstock/engine';
import type { RunId } from '@penstock/kernel';
import { Janitor } from './janitor';

/** Rounds on demand: the next one is started by the test. */
function aJanitor(parts: { readonly owned: () => readonly string[]; readonly executing: ReadonlySet<string>; readonly dead?: number }) {
  const released: string[][] = [];
  let nextRound: () => void = () => undefined;
  let woken = 0;
  const store = {
    releaseDead: async () => parts.dead ?? 0,
    sweepLanes: async () => 0,
    ownedRuns: async () => parts.owned() as RunId[],
    releaseForgotten: async ({ runIds }: { runIds: readonly string[] }) => void released.push([...runIds]),
  } as unknown as RunStore;
  const scheduler: Scheduler = {
    after: (_delay, action) => {
      nextRound = action;
      return () => undefined;
    },
  };
  const janitor = new Janitor({
    store,
    scheduler,
    timings: defaultTimings,
    observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
    isExecuting: (runId) => parts.executing.has(runId),
    onFreed: () => (woken += 1),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    released,
    woken: () => woken,
    start: () => (janitor.start(), settled()),
    round: () => (nextRound(), settled()),
  };
}

describe('a janitor', () => {
  test('gives back a run that is owned and not executed twice in a row', async () => {
    const janitor = aJanitor({ owned: () => ['forgotten', 'busy'], executing: new Set(['busy']) });
    await janitor.start();

    await janitor.round();

    expect(janitor.released).toEqual([['forgotten']]);
    expect(janitor.woken()).toBe(1);
  });

  test('leaves a run alone whose claim is still on its way', async () => {
    const executing = new Set<string>();
    const janitor = aJanitor({ owned: () => ['arriving'], executing });
    await janitor.start();
    executing.add('arriving');

    await janitor.round();

    expect(janitor.released).toEqual([]);
  });

  test('wakes its worker when runs of a dead one became free', async () => {
    const janitor = aJanitor({ owned: () => [], executing: new Set(), dead: 3 });

    await janitor.start();

    expect(janitor.woken()).toBe(1);
  });
});
