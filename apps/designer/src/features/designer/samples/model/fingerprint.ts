import { canonicalJson, type Json } from '@penstock/kernel';

/** Short text that tells equal values from others: 64 bits, for telling changes only, never for trust. */
export function fingerprint(value: Json): string {
  const text = canonicalJson(value);
  return hashFrom(0x811c9dc5, text) + hashFrom(0x9e3779b9, text);
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units. */
function hashFrom(seed: number, text: string): string {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
