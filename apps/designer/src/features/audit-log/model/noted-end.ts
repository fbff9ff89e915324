/** Reads `number:hash` as the verification shows it. @returns null for an empty text, undefined for one that is neither. */
export function notedEnd(text: string): { readonly number: number; readonly hash: string } | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(trimmed) ?? [];
  return number === undefined || hash === undefined ? undefined : { number: Number(number), hash: hash.toLowerCase() };
}
