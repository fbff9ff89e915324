import { evidenceWords } from './evidence-words';

const at = '2026-05-04T10:00:00Z';
const minutesLater = (minutes: number): number => Date.parse(at) + minutes * 60_000;

describe('how far a test holds, in words', () => {
  test.each([
    ['untested', 'untested'],
    ['pinned', 'pinned sample'],
    ['running', 'being tested'],
    ['changed', 'changed since its test'],
    ['upstream-changed', 'its input changed since its test'],
    ['tested', 'tested 3 min ago'],
    ['failed', 'test failed 3 min ago'],
  ] as const)('%s', (state, words) => {
    expect(evidenceWords({ state, at }, minutesLater(3))).toBe(words);
  });

  test('are the time of day where no clock ticks', () => {
    expect(evidenceWords({ state: 'tested', at })).toMatch(/^tested \d\d:\d\d$/);
  });
});
