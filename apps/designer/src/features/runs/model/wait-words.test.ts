import type { RunWait } from '@penstock/contracts';
import { waitWords } from './wait-words';

const aWait = (changes: Partial<RunWait>): RunWait => ({
  kind: 'time',
  stepId: 'pause',
  stepName: 'Pause',
  until: null,
  subject: null,
  caseId: null,
  ...changes,
});

describe('the words of a wait', () => {
  test.each<[Partial<RunWait>, string]>([
    [{ kind: 'decision', subject: 'Refund?' }, 'It waits for a decision: “Refund?”'],
    [
      { kind: 'connection', subject: 'P21 live' },
      'It is held because of P21 live: nothing was sent. It goes on when the connection lets calls through again.',
    ],
    [
      { kind: 'person', stepName: 'Charge the card' },
      'It is not known whether “Charge the card” happened. A person has to look and decide; nothing is sent meanwhile.',
    ],
    [{ kind: 'turn' }, 'It waits for its turn: an earlier run in the same lane is not settled yet.'],
    [{ kind: 'flow', subject: 'Post a receipt' }, 'It waits for the end of “Post a receipt” (step “Pause”).'],
  ])('%j', (wait, words) => {
    expect(waitWords(aWait(wait))).toBe(words);
  });

  test('say until when', () => {
    const until = new Date(2027, 0, 31, 8, 5).toISOString();

    expect(waitWords(aWait({ until }))).toBe('It waits until Jan 31, 2027, 08:05 (step “Pause”).');
  });
});
