import { itemWords, parseStepKey } from './step-key';

describe('the key of one execution of a step', () => {
  test.each([
    ['charge', { stepId: 'charge', items: [], isUndo: false }],
    ['guard/charge', { stepId: 'charge', items: [], isUndo: false }],
    ['lines[3]/charge', { stepId: 'charge', items: [3], isUndo: false }],
    ['orders[0]/guard/lines[12]/charge~undo', { stepId: 'charge', items: [0, 12], isUndo: true }],
  ])('%s says which step and which item', (key, parsed) => {
    expect(parseStepKey(key)).toEqual(parsed);
  });

  test.each([
    [[], ''],
    [[0], 'item 1'],
    [[0, 2], 'item 1.3'],
  ])('%j is told as “%s”', (items, words) => {
    expect(itemWords(items)).toBe(words);
  });
});
