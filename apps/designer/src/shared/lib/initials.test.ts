import { initialsOf } from './initials';

test.each([
  ['Ann Bell', 'AB'],
  ['Ann', 'AN'],
  ['Ann Maria Bell', 'AB'],
  ['bob.smith@penstock.example', 'BS'],
  ['Łukasz Żak', 'ŁŻ'],
  ['', '?'],
])('%p is %p in two letters', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
