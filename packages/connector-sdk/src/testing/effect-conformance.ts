import { ambiguityScenarios } from './ambiguity-scenarios';
import { lookUpScenarios } from './look-up-scenarios';
import { refusalScenarios } from './refusal-scenarios';
import type { ConformanceScenario, EffectConformanceOptions } from './conformance-scenario';

/**
 * What the engine relies on, for every effect of a connector, each by real HTTP against a remote that misbehaves.
 *
 * - Killed before send: the failure says `not-sent`. After send, before commit: a look-up proves absence.
 * - Done, but the answer is lost, late, slow, a web page, half, or a 500: the failure is `ambiguous`, a look-up finds it
 *   (class L, and I with a look-up), a repetition does it once (class I), or nobody but a person decides (class H).
 * - 429 is `throttled` with the time asked for. A look-up against a remote that is away never says "absent".
 * - Neither the connection's secrets nor card data show up in a failure.
 */
export function effectConformance(options: EffectConformanceOptions): readonly ConformanceScenario[] {
  return options.cases.flatMap((effect) => {
    const scenarios = [...ambiguityScenarios(options, effect), ...refusalScenarios(options, effect), ...lookUpScenarios(options, effect)];
    return scenarios.map(({ title, check }) => ({ title: `${effect.action}: ${title}`, check: () => behaving(options, check) }));
  });
}

/** One scenario's faults never reach the next, also when it fails. */
async function behaving({ faults }: EffectConformanceOptions, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } finally {
    faults({ clear: true });
  }
}

/** Registers the scenarios with the test runner: one line in a connector's `<id>.conformance.test.ts`. */
export function testEffects(options: EffectConformanceOptions): void {
  describe('the effect contract against the simulator', () => {
    test.each(effectConformance(options))('$title', ({ check }) => check());
  });
}
