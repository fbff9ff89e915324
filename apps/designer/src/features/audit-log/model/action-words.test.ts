import { actionWords } from './action-words';

test.each([
  ['flow-version.created', 'Flow version created'],
  ['session.started', 'Session started'],
  ['connection', 'Connection'],
])('the code %s reads as %s', (code, words) => {
  expect(actionWords(code)).toBe(words);
});
