import { PenstockError } from '@penstock/kernel';
import { ConnectorFailure } from '../failure';
import type { FaultsChange } from '../simulator/faults';
import type { ConnectorBench } from './connector-bench';

export interface EffectCase {
  readonly action: string;
  /** A fresh input per scenario, prepared on the simulator where the effect needs something to act on. */
  input(): Promise<unknown>;
}

export interface EffectConformanceOptions {
  readonly bench: () => ConnectorBench;
  /** Switches the simulator's faults; `{ clear: true }` makes it behave. */
  faults(change: FaultsChange): void;
  /** Something else the look-up can see, so that "absent" may be told from "cannot see". */
  control(): Promise<void>;
  readonly cases: readonly EffectCase[];
}

export interface ConformanceScenario {
  readonly title: string;
  check(): Promise<void>;
}

/** The connector does not keep its effect contract. */
export class ConformanceBroken extends PenstockError<'CONFORMANCE_BROKEN'> {
  constructor(message: string) {
    super('CONFORMANCE_BROKEN', message);
  }
}

/**
 * What the engine relies on, for every effect of a connector: a lost answer is reported as `ambiguous` and then found;
 * a request that never arrived is reported as absent; a look-up against a remote that is away never says "absent".
 */
export function effectConformance(options: EffectConformanceOptions): readonly ConformanceScenario[] {
  return options.cases.flatMap((effect) => [
    { title: `${effect.action}: a lost answer is found`, check: () => lostAnswerIsFound(options, effect) },
    { title: `${effect.action}: an unreadable answer is found`, check: () => unreadableAnswerIsFound(options, effect) },
    { title: `${effect.action}: what never arrived is absent`, check: () => neverArrivedIsAbsent(options, effect) },
    { title: `${effect.action}: an outage is never absence`, check: () => outageIsUnsure(options, effect) },
  ]);
}

async function lostAnswerIsFound(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  await brokenRunIsFound(options, effect, { dropAnswerRate: 1 });
}

async function unreadableAnswerIsFound(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  await brokenRunIsFound(options, effect, { error500AfterRate: 1 });
}

async function brokenRunIsFound(options: EffectConformanceOptions, effect: EffectCase, faults: FaultsChange): Promise<void> {
  const bench = options.bench();
  const input = await effect.input();
  const sentAt = bench.context.clock.now();
  options.faults(faults);
  expectClass(await failureClass(bench.run(effect.action, input)), 'ambiguous');
  options.faults({ clear: true });
  expectVerdict((await bench.verify(effect.action, input, sentAt)).verdict, 'found');
}

async function neverArrivedIsAbsent(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const bench = options.bench();
  const input = await effect.input();
  await options.control();
  options.faults({ resetBeforeRate: 1 });
  const sentAt = bench.context.clock.now();
  await failureClass(bench.run(effect.action, input));
  options.faults({ clear: true });
  expectVerdict((await bench.verify(effect.action, input, sentAt)).verdict, 'absent');
}

async function outageIsUnsure(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const bench = options.bench();
  const input = await effect.input();
  options.faults({ errorRate: 1 });
  const verdict = await bench.verify(effect.action, input).then(
    (answer) => answer.verdict,
    (error: unknown) => (error instanceof ConnectorFailure ? 'unsure' : 'broken'),
  );
  options.faults({ clear: true });
  expectVerdict(verdict, 'unsure');
}

async function failureClass(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    if (error instanceof ConnectorFailure) return error.class;
    throw error;
  }
}

function expectClass(actual: string, expected: string): void {
  if (actual !== expected) throw new ConformanceBroken(`the action failed as "${actual}", not as "${expected}"`);
}

function expectVerdict(actual: string, expected: string): void {
  if (actual !== expected) throw new ConformanceBroken(`verify() answered "${actual}", not "${expected}"`);
}
