import { decideAfterVerdict } from './decide-after-verdict';
import { defaultTimings } from './timings';

const found = { verdict: 'found', output: { id: 'R-1' } } as const;
const absent = { verdict: 'absent', evidence: 'The export was read.' } as const;
const unsure = { verdict: 'unsure', reason: 'The export is away.' } as const;
const decide = (verdict: Parameters<typeof decideAfterVerdict>[0], probes = 0, absentProbes = 0) =>
  decideAfterVerdict(verdict, { probes, absentProbes, word: null }, defaultTimings);

describe('the look-up of an unknown effect', () => {
  test('settles it as done when found', () => {
    expect(decide(found)).toEqual({ kind: 'done', duplicates: [] });
  });

  test('settles it as rejected when the refusal is on record', () => {
    const refused = { verdict: 'refused', failure: { class: 'business', code: 'DECLINED', message: 'Declined.' } } as const;

    expect(decide(refused)).toEqual({ kind: 'rejected' });
  });

  test('V1: looks again after the first empty answer', () => {
    expect(decide(absent)).toEqual({ kind: 'look-again', delayMs: 30_000, absentProbes: 1 });
  });

  test('V1: takes the second empty answer as proof', () => {
    expect(decide(absent, 1, 1)).toEqual({ kind: 'absent' });
  });

  test('V1: counts anew after an answer that cannot tell', () => {
    expect(decide(unsure, 1, 1)).toEqual({ kind: 'look-again', delayMs: 120_000, absentProbes: 0 });
  });

  test('V2: follows the schedule and then asks a person', () => {
    const kinds = [0, 1, 2, 3, 4, 5, 6].map((probes) => decide(unsure, probes).kind);

    expect(kinds).toEqual([...Array<string>(6).fill('look-again'), 'ask-person']);
  });

  test('V4: gives back to a person what it cannot tell, and what is not known there although they saw it', () => {
    const after = (verdict: typeof absent | typeof unsure, says: 'happened' | 'send') =>
      decideAfterVerdict(verdict, { probes: 0, absentProbes: 0, word: { says, by: 'ann', remoteId: null } }, defaultTimings).kind;

    expect([after(unsure, 'send'), after(unsure, 'happened'), after(absent, 'happened'), after(absent, 'send')]).toEqual(['ask-person', 'ask-person', 'ask-person', 'look-again']);
  });

  test('V3: names all matches when there are several', () => {
    const duplicate = { verdict: 'duplicate', output: { id: 'R-1' }, remoteIds: ['R-1', 'R-2'] } as const;

    expect(decide(duplicate)).toEqual({ kind: 'done', duplicates: ['R-1', 'R-2'] });
  });
});
