import { keyWords } from './key-words';

describe('a hot key in words', () => {
  test.each([
    ['mod+Z', 'Ctrl+Z'],
    ['mod+shift+Z', 'Ctrl+Shift+Z'],
    ['Delete', 'Del'],
    ['shift+?', '?'],
    ['shift+[plus]', '+'],
    ['D', 'D'],
    ['g r', 'G then R'],
  ])('%s reads %s', (hotkey, words) => {
    expect(keyWords(hotkey)).toBe(words);
  });
});
