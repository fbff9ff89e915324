import { ConnectorFailure, type FailureDetails } from '../failure';
import type { HttpClient } from '../http';
import { echoedCardNumber } from '../simulator/fault-answers';
import {
  ConformanceBroken,
  expectClass,
  failureOf,
  type ConformanceScenario,
  type EffectCase,
  type EffectConformanceOptions,
} from './conformance-scenario';

const throttleSeconds = 7;

/** Nothing was done, and the failure says so. */
export function refusalScenarios(options: EffectConformanceOptions, effect: EffectCase): readonly ConformanceScenario[] {
  return [
    { title: 'what was not sent is told as not sent', check: () => notSentStaysNotSent(options, effect) },
    { title: '429 waits as long as asked', check: () => throttledWaits(options, effect) },
    { title: 'failures show no secret and no card data', check: () => failureKeepsSecrets(options, effect) },
  ];
}

async function notSentStaysNotSent(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const input = await effect.input();
  const failure = await failureOf(options.bench().withHttp(deadClient).run(effect.action, input));
  expectClass(failure.class, 'not-sent');
}

/** The process dies, or the network is away, before a byte leaves. */
const deadClient: HttpClient = {
  send: () => Promise.reject(new ConnectorFailure({ class: 'not-sent', code: 'HTTP_NOT_SENT', message: 'Nothing left.' })),
};

async function throttledWaits(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const input = await effect.input();
  options.faults({ throttleRate: 1, throttleSeconds });
  const failure = await failureOf(options.bench().run(effect.action, input));
  expectClass(failure.class, 'throttled');
  if (failure.retryAfterMs !== throttleSeconds * 1000) {
    throw new ConformanceBroken(`the remote side asked for ${throttleSeconds} s, the failure says ${failure.retryAfterMs ?? 'nothing'} ms`);
  }
}

async function failureKeepsSecrets(options: EffectConformanceOptions, effect: EffectCase): Promise<void> {
  const input = await effect.input();
  options.faults({ echoRate: 1 });
  const failure = await failureOf(options.bench().run(effect.action, input));
  assertNothingLeaks(failure, options.secrets ?? []);
}

export function assertNothingLeaks(failure: FailureDetails, secrets: readonly string[]): void {
  const told = JSON.stringify(failure);
  if (told.includes(echoedCardNumber)) throw new ConformanceBroken(`the failure ${failure.code} shows a card number that the remote side echoed`);
  if (secrets.some((secret) => told.includes(secret))) throw new ConformanceBroken(`the failure ${failure.code} shows a secret of the connection`);
}
