import { ConnectorFailure } from '../failure';
import type { FaultsChange } from '../simulator/faults';
import {
  canLookUp,
  expectClass,
  expectVerdict,
  failureOf,
  type ConformanceScenario,
  type EffectCase,
  type EffectConformanceOptions,
} from './conformance-scenario';

/** "It did not happen" lets money leave again: it must be proven. */
export function lookUpScenarios(options: EffectConformanceOptions, effect: EffectCase): readonly ConformanceScenario[] {
  return [
    { title: 'what never arrived is absent', check: () => neverArrivedIsAbsent(options, effect) },
    { title: 'an outage is never absence', check: () => isNeverAbsence(options, effect, { errorRate: 1 }) },
    { title: 'a web page is never absence', check: () => isNeverAbsence(options, effect, { htmlReadRate: 1 }) },
  ];
}

/** Cut after sending: the request left, so that doubt must be told; a class H effect ends with a person. */
async function neverArrivedIsAbsent(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const bench = options.bench();
  const input = await effect.input();
  await options.control();
  options.faults({ resetBeforeRate: 1 });
  const sentAt = bench.context.clock.now();
  const failure = await failureOf(bench.run(effect.action, input));
  options.faults({ clear: true });
  if (canLookUp(bench, effect)) expectVerdict((await bench.verify(effect.action, input, sentAt)).verdict, 'absent');
  else expectClass(failure.class, effect.preparesFirst ? 'not-sent' : 'ambiguous');
}

async function isNeverAbsence(options: EffectConformanceOptions, effect: EffectCase, faults: FaultsChange): Promise<void> {
  const bench = options.bench();
  if (!canLookUp(bench, effect)) return;
  const input = await effect.input();
  await options.control();
  options.faults(faults);
  const verdict = await bench.verify(effect.action, input).then(
    (answer) => answer.verdict,
    (error: unknown) => (error instanceof ConnectorFailure ? 'unsure' : 'broken'),
  );
  expectVerdict(verdict, 'unsure');
}
