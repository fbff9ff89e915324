import { ConnectorFailure } from '../failure';
import type { HttpClient } from '../http';
import { loadOptions, type OptionSource, type OptionsPage } from '../options';
import type { FaultsChange } from '../simulator/faults';
import { ConformanceBroken, failureOf, type ConformanceScenario } from './conformance-scenario';
import type { ConnectorBench } from './connector-bench';
import { assertNothingLeaks } from './refusal-scenarios';

export interface OptionConformanceOptions {
  readonly sources: Readonly<Record<string, OptionSource>>;
  /** A connection to the simulator; its secrets are what `secrets` says. */
  readonly bench: () => ConnectorBench;
  faults(change: FaultsChange): void;
  /** How many effects the simulator has done. */
  effectCount(): number;
  /** What the sources that need another field are asked with. */
  readonly depends?: Readonly<Record<string, string>>;
  /** Values that neither choices nor failures may show. */
  readonly secrets: readonly string[];
}

/** Ways in which a remote spoils a read. */
const spoiled: Readonly<Record<string, FaultsChange>> = {
  'an outage': { errorRate: 1 },
  'a cut connection': { resetBeforeRate: 1 },
  'a web page': { htmlReadRate: 1 },
  'a refusal that echoes everything': { echoRate: 1 },
  '“not so fast”': { throttleRate: 1 },
};

/**
 * What forms rely on, for every source of choices of a connector, each by real HTTP: it lists something, has no effect,
 * shows no secret, sends nothing where the connection belongs to nobody, and fails with words when the remote misbehaves.
 */
export function optionConformance(options: OptionConformanceOptions): readonly ConformanceScenario[] {
  return Object.entries(options.sources).flatMap(([name, source]) => [
    { title: `${name}: lists something, has no effect and shows no secret`, check: () => listsAndHasNoEffect(options, source) },
    { title: `${name}: what cannot be sent is told`, check: () => notSentIsTold(options, source) },
    ...Object.entries(spoiled).map(([what, faults]) => ({ title: `${name}: ${what} is a failure with words`, check: () => failsWithWords(options, { source, faults }) })),
  ]);
}

/** Registers the scenarios with the test runner: one line in a connector's test. */
export function testOptions(options: OptionConformanceOptions): void {
  describe('choices against the simulator', () => {
    test.each(optionConformance(options))('$title', ({ check }) => check());
  });
}

const listed = (options: OptionConformanceOptions, source: OptionSource, bench = options.bench()): Promise<OptionsPage> =>
  loadOptions(source, bench.context, { depends: options.depends ?? {} });

async function listsAndHasNoEffect(options: OptionConformanceOptions, source: OptionSource): Promise<void> {
  const before = options.effectCount();
  const page = await listed(options, source);
  if (page.options.length === 0) throw new ConformanceBroken(`“${source.title}” lists nothing at the simulator`);
  if (options.effectCount() !== before) throw new ConformanceBroken(`listing “${source.title}” had an effect`);
  const shown = JSON.stringify(page);
  if (options.secrets.some((secret) => shown.includes(secret))) throw new ConformanceBroken(`“${source.title}” shows a secret of the connection`);
}

async function notSentIsTold(options: OptionConformanceOptions, source: OptionSource): Promise<void> {
  await failureOf(listed(options, source, options.bench().withHttp(deadClient)));
}

/** A connection without its credentials, or a process that is cut off. */
const deadClient: HttpClient = {
  send: () => Promise.reject(new ConnectorFailure({ class: 'not-sent', code: 'HTTP_NOT_SENT', message: 'Nothing left.' })),
};

async function failsWithWords(options: OptionConformanceOptions, { source, faults }: { readonly source: OptionSource; readonly faults: FaultsChange }): Promise<void> {
  options.faults(faults);
  try {
    const failure = await failureOf(listed(options, source));
    if (failure.message.trim() === '') throw new ConformanceBroken(`the failure ${failure.code} says nothing`);
    assertNothingLeaks(failure, options.secrets);
  } finally {
    options.faults({ clear: true });
  }
}
