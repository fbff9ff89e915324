import { z } from 'zod';

const key = 'penstock.palette.recent';
const most = 5;
const storedKeys = z.array(z.string()).max(50);

/** Keys of the palette entries this browser used last, newest first. */
export function readRecent(storage: Storage): readonly string[] {
  try {
    return storedKeys.parse(JSON.parse(storage.getItem(key) ?? '[]')).slice(0, most);
  } catch {
    return [];
  }
}

export function rememberRecent(storage: Storage, entryKey: string): readonly string[] {
  const next = [entryKey, ...readRecent(storage).filter((other) => other !== entryKey)].slice(0, most);
  storage.setItem(key, JSON.stringify(next));
  return next;
}
