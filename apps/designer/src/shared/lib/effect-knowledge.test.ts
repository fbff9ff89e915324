import { effectKnowledge } from './effect-knowledge';

test.each([
  ['confirmed', 'answer', 'The other side answered that it was done.'],
  ['confirmed', 'verified', 'No clear answer came. A look-up on the other side found it there.'],
  ['confirmed', 'Ann: Seen in the portal: twice', 'Ann said that it happened.'],
  ['compensated', 'undone', 'It was done, and undone later.'],
  ['rejected', 'answer', 'The other side answered that it was not done.'],
  ['absent', 'Ann and Bob: Not there / Agreed', 'Ann and Bob said that it did not happen.'],
  ['left-unknown', 'Ann and Bob: Account closed / Agreed', 'Ann and Bob gave it up: the other side could not be asked. Nobody knows whether it happened.'],
  ['unknown', null, 'It is not known yet whether it happened.'],
  ['needs-person', 'verified', 'It is not known yet whether it happened.'],
] as const)('an effect that is %s by %s: %s', (status, resolvedBy, words) => {
  expect(effectKnowledge({ status, resolvedBy }).words).toBe(words);
});

test('a person is told with the whole reason', () => {
  expect(effectKnowledge({ status: 'confirmed', resolvedBy: 'Ann: Seen in the portal: twice' }).person).toEqual({
    name: 'Ann',
    reason: 'Seen in the portal: twice',
  });
});
