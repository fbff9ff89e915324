import { tabIdOf } from './tab-id';

function aStorage(content: ReadonlyMap<string, string> = new Map()): Storage & { readonly content: Map<string, string> } {
  const kept = new Map(content);
  return {
    content: kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as unknown as Storage & { readonly content: Map<string, string> };
}

describe('the id of a tab', () => {
  test('is the same after a reload', () => {
    const before = aStorage();
    const id = tabIdOf(before);
    window.dispatchEvent(new Event('pagehide'));

    expect(tabIdOf(aStorage(before.content))).toBe(id);
  });

  test('is another one in a duplicated tab', () => {
    const original = aStorage();
    const id = tabIdOf(original);

    expect(tabIdOf(aStorage(original.content))).not.toBe(id);
    expect(tabIdOf(original)).toBe(id);
  });
});
