import type { LoggedEffect } from './judge';
import { judgeEvents, type SentEvent } from './judge-events';

const event = (id: string, key = 'K', isAcknowledged = true): SentEvent => ({ id, key, amount: '12.50', journals: [`${id}-a`, `${id}-b`], isAcknowledged });
const journal = (key: string, amount = '12.50'): LoggedEffect => ({ kind: 'gl-journal', key, id: '1', amount });
const happened = (...keys: string[]): LoggedEffect[] => keys.map((key) => journal(key));

describe('the judge of events that become journals', () => {
  test('finds nothing when every journal was posted once', () => {
    const findings = judgeEvents({ sent: [event('1')], effects: happened('1-a', '1-b') });

    expect(findings).toEqual({ lost: [], duplicates: [], phantoms: [], wrong: [], order: [], money: [] });
  });

  test('LOST: names what an acknowledged event lacks, unless a person has it', () => {
    const evidence = { sent: [event('1'), event('2'), event('3', 'K', false)], effects: happened('1-a') };

    expect(judgeEvents(evidence, new Set(['2'])).lost).toEqual(['journal 1-b']);
  });

  test('DUP, PHANTOM and WRONG: names journals too many, of nobody, and with another amount', () => {
    const { duplicates, phantoms, wrong } = judgeEvents({ sent: [event('1')], effects: [...happened('1-a', '1-a', '9-a'), journal('1-b', '1.50')] });

    expect([duplicates, phantoms, wrong]).toEqual([['journal 1-a: 2 times'], ['journal 9-a'], ['journal 1-b: 1.50']]);
  });
});
