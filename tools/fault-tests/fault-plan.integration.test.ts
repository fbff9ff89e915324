import { runAblation } from './scenarios/run-ablation';
import { passes, runScenario } from './scenarios/run-scenario';
import { scenarios } from './scenarios/plan';
import type { Scenario } from './scenarios/scenario';

/**
 * The bounded fault plan: what must hold at every commit, on the product as it runs. `npm run test:faults` runs the
 * whole one. Seeded; the seed is part of every title.
 */
const SEED = Number(process.env['FAULT_SEED'] ?? 7);
const always = ['18', '4r', '2', '3', '7', '9', '10', '13', '16', '19', '25', '26', '27', '6b', '6d', '6f', '6l'];
const withAblation = ['18', '2', '8', '13', '19', '26'];

const chosen = (numbers: readonly string[]): readonly Scenario[] => scenarios.filter(({ number }) => numbers.includes(number));
const TIMEOUT_MS = 400_000;

describe(`the fault plan, bounded (seed ${SEED})`, () => {
  test.each(chosen(always).map((scenario) => [scenario.number, scenario.title, scenario] as const))('%s %s', async (_number, _title, scenario) => {
    const outcome = await runScenario(scenario, { seed: SEED, orders: scenario.boundedOrders });

    const { findings, stuck, leaks, extra, reasons, acknowledged } = outcome;
    const clean = { lost: [], duplicates: [], phantoms: [], wrong: [], order: [], money: [] };
    expect({ acknowledged, findings, stuck, leaks, reasons, holds: extra?.holds ?? true }).toEqual({
      acknowledged: scenario.boundedOrders, findings: clean, stuck: 0, leaks: [], reasons: '', holds: true,
    });
    expect(passes(outcome)).toBe(true);
  }, TIMEOUT_MS);

  test.each(chosen(withAblation).map((scenario) => [scenario.number, scenario.ablation?.title, scenario] as const))('%s finds what is wrong when %s', async (_number, _title, scenario) => {
    const seen = scenario.ablation && (await runAblation(scenario, scenario.ablation, { seed: SEED, orders: scenario.boundedOrders }));

    expect(seen).toBeDefined();
  }, TIMEOUT_MS);
});
