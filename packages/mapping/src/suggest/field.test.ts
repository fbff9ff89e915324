import { isUnusable, pathParts } from './field';

const shown = (path: string): string =>
  pathParts(path)
    .map(({ name, isList }) => (isList ? `${name}*` : name))
    .join(' ');

describe('a path', () => {
  test.each([
    ['order.lines[].sku', 'order lines* sku'],
    ['order.lines[0].sku', 'order lines* sku'],
    ['/order/lines/0/sku', 'order lines* sku'],
    ['$.order["odd.name"].x', 'order odd name x'],
    ['tags[]', 'tags*'],
    ['matrix[][].x', 'matrix* x'],
    ['][', ']['],
    ['', ''],
  ])('%s is read as its parts', (path, parts) => {
    expect(shown(path)).toBe(parts);
  });

  test('that could change a prototype is not used', () => {
    expect([isUnusable('a.__proto__.b'), isUnusable(' '), isUnusable('constructor')]).toEqual([true, true, false]);
  });
});
