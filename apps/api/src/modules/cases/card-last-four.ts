import type { Json } from '@penstock/kernel';

const namesCard = /last_?-?(four|4)|masked|card_?number/i;
/** Only of what is masked already: `xxxxxxxxxxxx5439`, `5439`. */
const masked = /^(?:[x*•·\s-]*)(\d{4})$/i;

/** The last four digits of the card, from the first recorded value that has them; null when none does. */
export function cardLastFour(...recorded: readonly Json[]): string | null {
  for (const value of recorded) {
    const found = search(value, '');
    if (found !== null) return found;
  }
  return null;
}

function search(value: Json, name: string): string | null {
  if (typeof value === 'string') return namesCard.test(name) ? (masked.exec(value)?.[1] ?? null) : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const found = search(member as Json, Array.isArray(value) ? name : key);
    if (found !== null) return found;
  }
  return null;
}
