import type { HttpClient } from '../http';
import type { FaultsChange } from '../simulator/faults';
import {
  canLookUp,
  ConformanceBroken,
  expectClass,
  expectVerdict,
  failureOf,
  type ConformanceScenario,
  type EffectCase,
  type EffectConformanceOptions,
} from './conformance-scenario';
import type { ConnectorBench } from './connector-bench';

/** Long enough for the simulator on this machine, short enough for a test. */
const impatientMs = 250;

/** It was done, and the answer says so badly or not at all. */
const lostAnswers: readonly { readonly title: string; readonly faults: FaultsChange; readonly impatient?: true }[] = [
  { title: 'a lost answer', faults: { dropAnswerRate: 1 } },
  { title: 'an unreadable answer', faults: { error500AfterRate: 1 } },
  { title: 'an answer that never comes', faults: { hangAfterRate: 1 }, impatient: true },
  { title: 'an answer that never ends', faults: { slowAnswerRate: 1 }, impatient: true },
  { title: 'a web page instead of an answer', faults: { htmlAnswerRate: 1 } },
  { title: 'half an answer', faults: { truncatedAnswerRate: 1 } },
];

export function ambiguityScenarios(options: EffectConformanceOptions, effect: EffectCase): readonly ConformanceScenario[] {
  return lostAnswers.map(({ title, faults, impatient }) => ({
    title: `${title} ends in the truth`,
    async check() {
      const bench = options.bench();
      const input = await effect.input();
      const sentAt = bench.context.clock.now();
      options.faults(faults);
      const sender = impatient ? bench.withHttp(impatientClient(bench.context.http)) : bench;
      expectClass((await failureOf(sender.run(effect.action, input))).class, 'ambiguous');
      options.faults({ clear: true });
      await endsInTheTruth(options, effect, { bench, input, sentAt });
    },
  }));
}

interface SentInput {
  readonly bench: ConnectorBench;
  readonly input: unknown;
  readonly sentAt: number;
}

async function endsInTheTruth(options: EffectConformanceOptions, effect: EffectCase, { bench, input, sentAt }: SentInput): Promise<void> {
  if (canLookUp(bench, effect)) expectVerdict((await bench.verify(effect.action, input, sentAt)).verdict, 'found');
  if (bench.effect(effect.action).class !== 'I') return;
  const before = countOf(options);
  await bench.run(effect.action, input);
  if (countOf(options) !== before) throw new ConformanceBroken('a repetition did it once more, although the action is declared idempotent (class I)');
}

function countOf({ effectCount }: EffectConformanceOptions): number {
  if (!effectCount) throw new ConformanceBroken('an action of class I is judged by its effects: give effectCount()');
  return effectCount();
}

const impatientClient = (http: HttpClient): HttpClient => ({ send: (request) => http.send({ ...request, timeoutMs: impatientMs }) });
