import type { ConnectionId, EffectId, RunId } from '@penstock/kernel';
import { decideOnEffect } from './decide-on-effect';
import { effectStates, effectTransitions, isLive, type EffectRecord, type EffectState } from './effect';

const now = 1_700_000_000_000;
const anEffect = (state: EffectState, overrides: Partial<EffectRecord> = {}): EffectRecord => ({
  id: 'effect' as EffectId,
  runId: 'run' as RunId,
  stepId: 'charge',
  attempt: 2,
  state,
  connectionId: 'connection' as ConnectionId,
  scope: 'org:merchant',
  businessKey: 'INV-1',
  request: '{}',
  requestHash: 'aa',
  sentAt: now - 10_000,
  resolveAfter: null,
  probes: 0,
  absentProbes: 0,
  remoteId: null,
  response: null,
  failure: null,
  word: null,
  ...overrides,
});
const decide = (effect: EffectRecord | undefined, isVerifiable = true) => decideOnEffect({ effect, quarantineMs: 90_000, isVerifiable }, now);

describe('an effect found when its run is claimed', () => {
  test('is sent when there is none yet', () => {
    expect(decide(undefined)).toEqual({ kind: 'send', attempt: 1 });
  });

  test('E1: is quarantined when only its intent is known', () => {
    expect(decide(anEffect('INTENT'))).toEqual({ kind: 'quarantine', resolveAfter: now + 90_000 });
  });

  test('E2: waits for the end of its quarantine', () => {
    expect(decide(anEffect('UNKNOWN', { resolveAfter: now + 5 }))).toEqual({ kind: 'wait', untilMs: now + 5 });
  });

  test('E2: is looked up before when a person has seen it happen, not when they have not', () => {
    const inQuarantine = (says: 'happened' | 'send') => decide(anEffect('UNKNOWN', { resolveAfter: now + 5, word: { says, by: 'ann', remoteId: null } }));

    expect([inQuarantine('happened'), inQuarantine('send')]).toEqual([{ kind: 'verify' }, { kind: 'wait', untilMs: now + 5 }]);
  });

  test('E2: is looked up when the quarantine is over', () => {
    expect(decide(anEffect('UNKNOWN', { resolveAfter: now }))).toEqual({ kind: 'verify' });
  });

  test.each(['NOT_SENT', 'ABSENT', 'REJECTED'] as const)('is tried again as a new attempt after %s', (state) => {
    expect(decide(anEffect(state))).toEqual({ kind: 'send', attempt: 3 });
  });

  const word = (says: 'send' | 'stop') => ({ says, by: 'ann', remoteId: null });

  test('E4: is looked up first when only a person’s word kept it from being sent', () => {
    const since = now - 10_000;

    expect(decide(anEffect('REJECTED', { word: word('stop'), absentProbes: 2 }))).toEqual({ kind: 'verify-first', attempt: 3, since });
    expect(decide(anEffect('ABSENT', { word: word('send') }))).toEqual({ kind: 'verify-first', attempt: 3, since });
  });

  test('E4: is sent on a person’s word that two look-ups have borne out, or that no look-up can', () => {
    expect(decide(anEffect('ABSENT', { word: word('send'), absentProbes: 2 }))).toEqual({ kind: 'send', attempt: 3 });
    expect(decide(anEffect('ABSENT', { word: word('send') }), false)).toEqual({ kind: 'send', attempt: 3 });
  });

  test.each(['DONE', 'COMPENSATED'] as const)('hands over its output when %s', (state) => {
    expect(decide(anEffect(state))).toEqual({ kind: 'use-output' });
  });

  test('is looked up first when a person retries', () => {
    expect(decide(anEffect('NEEDS_HUMAN'))).toEqual({ kind: 'verify' });
  });

  test('stays with the person when it cannot be looked up', () => {
    expect(decide(anEffect('NEEDS_HUMAN'), false)).toEqual({ kind: 'ask-person' });
  });
});

describe('the life of an effect', () => {
  test('begins with its intent and reaches every other state', () => {
    const reached = new Set<EffectState>(['INTENT']);
    for (const state of reached) for (const next of effectTransitions[state]) reached.add(next);

    expect([...reached].sort()).toEqual([...effectStates].sort());
  });

  test('never leads from a settled state back to doubt', () => {
    const settled = effectStates.filter((state) => !['INTENT', 'UNKNOWN', 'NEEDS_HUMAN'].includes(state));

    expect(settled.flatMap((state) => effectTransitions[state])).toEqual(['COMPENSATED']);
  });

  test('blocks a second one while the first may have happened', () => {
    expect(effectStates.filter(isLive)).toEqual(['INTENT', 'DONE', 'UNKNOWN', 'NEEDS_HUMAN']);
  });
});
