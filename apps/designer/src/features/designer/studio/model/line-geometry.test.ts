import { fieldTree, type FieldBranch } from './field-tree';
import { anchoredLinks, drawLines, linePath, RAIL_HEIGHT, type TreeView } from './line-geometry';
import type { FieldLink } from './mapping-links';
import { visibleRows } from './visible-rows';

const branch = (key: string, ...children: readonly FieldBranch[]): FieldBranch => ({
  key,
  path: key,
  name: key.split('.').at(-1) ?? key,
  title: key,
  type: children.length > 0 ? 'object' : 'text',
  isRequired: false,
  isList: false,
  description: undefined,
  choices: [],
  sample: undefined,
  isUnknown: false,
  children,
});
const tree = fieldTree([branch('a', branch('a.x'), branch('a.y')), branch('b'), branch('c')]);
const link = (source: string, target: string, state: FieldLink['state'] = 'mapped'): FieldLink => ({
  id: `${source} ${target}`,
  source,
  target,
  state,
});
const view = (scrollTop: number, height = 140, collapsed: readonly string[] = []) => ({
  tree,
  rows: visibleRows(tree, { collapsed: new Set(collapsed) }),
  scrollTop,
  height,
});
interface Picture {
  readonly links: readonly FieldLink[];
  readonly source?: TreeView;
  readonly target?: TreeView;
}
const draw = ({ links, source = view(0), target = view(0) }: Picture) =>
  drawLines({ links: anchoredLinks(links, source, target), source, target, rowHeight: 28 });

describe('lines between the trees', () => {
  test('end in the middle of their rows, less what is scrolled away', () => {
    const { lines, rails } = draw({ links: [link('a.x', 'c')], target: view(28) });

    expect(lines).toMatchObject([{ startY: 42, endY: 98, isStacked: false }]);
    expect(rails).toEqual({ sourceAbove: 0, sourceBelow: 0, targetAbove: 0, targetBelow: 0 });
  });

  test('to rows out of sight end on the rail and are counted there', () => {
    const { lines, rails } = draw({ links: [link('a', 'a'), link('c', 'c')], source: view(0, 56), target: view(84) });

    expect(lines).toMatchObject([
      { startY: 14, endY: RAIL_HEIGHT / 2 },
      { startY: 56 - RAIL_HEIGHT / 2, endY: 42 },
    ]);
    expect(rails).toEqual({ sourceAbove: 0, sourceBelow: 1, targetAbove: 1, targetBelow: 0 });
  });

  test('with both ends out of sight are counted and not drawn', () => {
    const { lines, rails } = draw({ links: [link('a', 'c')], source: view(84), target: view(0, 28) });

    expect(lines).toEqual([]);
    expect(rails).toEqual({ sourceAbove: 1, sourceBelow: 0, targetAbove: 0, targetBelow: 1 });
  });

  test('into a closed parent fall together there, in the most telling state', () => {
    const links = [link('a.x', 'b'), link('a.y', 'b', 'problem'), link('a', 'c')];

    const { lines } = draw({ links, source: view(0, 140, ['a']) });

    expect(lines).toMatchObject([
      { startY: 14, endY: 98, isStacked: true, state: 'problem' },
      { startY: 14, endY: 126, isStacked: false, state: 'mapped' },
    ]);
    expect(lines[0]?.links).toHaveLength(2);
  });

  test('to a field no schema lists end at the nearest parent that is listed', () => {
    expect(draw({ links: [link('a.z.deep', 'b')] }).lines).toMatchObject([{ startY: 14, endY: 98 }]);
  });

  test('to what is not there at all are left out', () => {
    expect(draw({ links: [link('gone', 'b')] }).lines).toEqual([]);
  });

  test('leave and arrive level', () => {
    expect(linePath({ startY: 10, endY: 50 }, 100)).toBe('M0 10C50 10 50 50 100 50');
  });
});
