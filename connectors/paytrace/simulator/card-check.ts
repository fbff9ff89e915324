/** What the simulator keeps of a card: never the number, only what it shows and judges later. */
export interface CheckedCard {
  readonly masked: string;
  readonly expirationMonth: number;
  readonly expirationYear: number;
  /** What the bank would say about the security code; empty when it judged none. */
  readonly cscResponse: string;
}

export interface CardEntry {
  readonly number: string;
  /** From client-side encryption; only PayTrace could decrypt it, so the simulator takes its own form (assumed). */
  readonly encryptedNumber?: string;
  readonly expirationMonth: string;
  readonly expirationYear: string;
  readonly csc: string;
}

/** Error numbers as PayTrace uses them: 35 card, 43 month, 148 security code. */
export type CardProblem = '35' | '43' | '148';

export const cardProblemTexts: Readonly<Record<CardProblem, string>> = {
  35: 'Please provide a valid Credit Card Number.',
  43: 'Please provide a valid Expiration Month.',
  148: 'Please provide a valid CSC.',
};

/** An expiry year in the past is no error of its own on the real gateway (recorded: 1999 raised only 35 and 43). */
export function checkCard(entry: CardEntry): { readonly card: CheckedCard; readonly problems: readonly CardProblem[] } {
  const digits = (entry.number || decrypted(entry.encryptedNumber ?? '')).replace(/[ -]/g, '');
  const month = Number(entry.expirationMonth);
  const problems: CardProblem[] = [];
  if (!/^\d{15,16}$/.test(digits) || !passesLuhn(digits)) problems.push('35');
  if (!Number.isInteger(month) || month < 1 || month > 12) problems.push('43');
  if (!/^(\d{3,4})?$/.test(entry.csc) && decrypted(entry.csc) === '') problems.push('148');
  const card: CheckedCard = {
    masked: `xxxxxxxxxxxx${digits.slice(-4)}`,
    expirationMonth: month,
    expirationYear: Number(entry.expirationYear),
    cscResponse: cscResponse(digits, entry.csc),
  };
  return { card, problems };
}

/** Every text of at least 64 characters that no reader could take for a number stands for the sandbox Visa. */
const decrypted = (text: string): string => (/^(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{64,}$/.test(text) ? '4012000098765439' : '');

/** Test codes per brand match; `000` does not; American Express never answers; anything else is not judged (recorded: ""). */
function cscResponse(digits: string, csc: string): string {
  const brand = digits[0] ?? '';
  if (csc === '' || brand === '3') return '';
  if (csc === '000') return 'No Match';
  const matching = { 4: '999', 5: '998', 6: '996' }[brand];
  return csc === matching || csc === '999' ? 'Match' : '';
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [fromRight, digit] of [...digits].reverse().map(Number).entries()) {
    const value = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
