import type { CardDataSpan } from './span';

/** Names of the card security code, as the end of a key without its separators: `card_cvv2`, `x-card-code`, `csc`. */
const codeName =
  /(?:cvv2?|cvc2?|cvn2?|cvd2?|csc|cardcode|cardpin|securitycode|cardverification(?:value|code|number)?)$/;
const threeOrFourDigits = /^\s*\d{3,4}\s*$/;

export function isSecurityCodeKey(key: string): boolean {
  return codeName.test(key.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** Whether a value under a name is a security code: the name says so and the value has three or four digits. */
export function isSecurityCode(key: string, value: string): boolean {
  return threeOrFourDigits.test(value) && isSecurityCodeKey(key);
}

const mention = /cv[vcnd]|csc|security|card.?(?:code|pin|verif)/i;

/** Quotes, also escaped ones, brackets and blanks between a name and its value. */
const filler = `(?:["'\\\\\\s]|&quot;|%22|%5c){0,12}`;
const named = new RegExp(
  `(?:cvv2?|cvc2?|cvn2?|cvd2?|csc|card[_\\s-]?(?:code|pin)|security[_\\s-]?code|card[_\\s-]?verification(?:[_\\s-]?(?:value|code|number))?)` +
    `${filler}(?:[:=>#]|%3a|%3d|\\s)${filler}(\\d{3,4})(?!\\w|\\.\\d)`,
  'gi',
);

/** Codes in running text, form bodies, XML, and JSON inside texts: the name and the digits have to stand together. */
export function findSecurityCodes(text: string): CardDataSpan[] {
  if (!mention.test(text)) return [];
  return [...text.matchAll(named)].map((match) => {
    const end = match.index + match[0].length;
    return { kind: 'security-code', start: end - (match[1] ?? '').length, end };
  });
}
