import { bestEntries, type PaletteEntry } from './palette-entries';

const entry = (group: string, label: string, detail?: string): PaletteEntry => ({
  key: `${group}:${label}`,
  group,
  label,
  detail,
  run: () => undefined,
});
const entries = [
  entry('Pages', 'Runs'),
  entry('Pages', 'Flows'),
  entry('Flows', 'Card payment → P21 order'),
  entry('Commands', 'Paste'),
  entry('Commands', 'Dry run'),
];
const found = (search: string): string[] => bestEntries(entries, search).map(({ label }) => label);

describe('the command palette', () => {
  test('lists everything without words', () => {
    expect(found(' ')).toHaveLength(entries.length);
  });

  test('what begins with the words comes first, with its group', () => {
    expect(found('run')).toEqual(['Runs', 'Dry run']);
    expect(found('pa')).toEqual(['Paste', 'Card payment → P21 order']);
  });

  test('words may stand anywhere, in any order', () => {
    expect(found('order card')).toEqual(['Card payment → P21 order']);
  });

  test('nothing fits what is nowhere', () => {
    expect(found('zebra')).toEqual([]);
  });
});
