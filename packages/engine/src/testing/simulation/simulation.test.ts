import { ablations, type Ablation } from './ablations';
import { simulate } from './simulate';

/** The bounded part of `npm run simulate`: what must hold at every commit. A seed that fails here can be run alone there. */
const SEEDS = 300;
/** Every ablation is found within this many seeds. */
const SEEDS_TO_FIND = 400;

test(`${SEEDS} seeds of workers that crash, stand still and lose answers leave nothing wrong`, async () => {
  const wrong: unknown[] = [];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { findings } = await simulate({ seed });
    if (findings.length > 0) wrong.push({ seed, findings });
  }

  expect(wrong).toEqual([]);
}, 120_000);

test('the same seed is the same simulation, operation by operation', async () => {
  const [first, second] = [await simulate({ seed: 42, isTraced: true }), await simulate({ seed: 42, isTraced: true })];

  expect(first.trace.length).toBeGreaterThan(100);
  expect(second).toEqual(first);
});

test.each(ablations)('with “%s” the judge finds something', async (ablation) => {
  expect(await firstFinding(ablation)).toBeDefined();
}, 120_000);

async function firstFinding(ablation: Ablation): Promise<unknown> {
  for (let seed = 0; seed < SEEDS_TO_FIND; seed += 1) {
    const { findings } = await simulate({ seed, ablation });
    if (findings.length > 0) return findings[0];
  }
  return undefined;
}
