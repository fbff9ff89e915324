const key = 'penstock.tab';
const known = new WeakMap<Storage, string>();

/**
 * The id of this browser tab: the same after a reload. While the page is open it lies in the page alone, because a
 * duplicated tab gets a copy of the storage and would go by the same id.
 */
export function tabIdOf(storage: Storage): string {
  const own = known.get(storage) ?? storage.getItem(key) ?? crypto.randomUUID();
  if (!known.has(storage)) {
    storage.removeItem(key);
    window.addEventListener('pagehide', () => storage.setItem(key, own));
    known.set(storage, own);
  }
  return own;
}
