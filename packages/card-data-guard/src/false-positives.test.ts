import { seededRandom, sequentialIds, uuidv7 } from '@penstock/kernel';
import { findCardData, findCardDataInText } from './card-data';

/**
 * How often harmless business data is refused. Limits are what the check digit makes unavoidable for each kind of
 * number: one number in ten passes Luhn, so only the issuer ranges can keep references apart from cards.
 */
const random = seededRandom(20_260_309);
const digit = (): string => String(Math.floor(random.next() * 10));
const digits = (count: number): string => Array.from({ length: count }, digit).join('');
const hexDigits = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(random.next() * 16).toString(16)).join('');
const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(random.next() * 256));
const between = (low: number, high: number): number => low + Math.floor(random.next() * (high - low));

function refusedPerThousand(make: () => Parameters<typeof findCardData>[0], samples = 5_000): number {
  let refused = 0;
  for (let index = 0; index < samples; index += 1) if (findCardData(make()).length > 0) refused += 1;
  return (refused / samples) * 1000;
}

const eanWithCheckDigit = (): string => {
  const body = `4${digits(11)}`;
  const sum = [...body].reduce((total, char, index) => total + Number(char) * (index % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
};

describe('false positives', () => {
  it.each<[string, () => Parameters<typeof findCardData>[0]]>([
    ['P21 order numbers', () => ({ order_no: digits(7), invoice_no: digits(8) })],
    ['PayTrace transaction ids', () => ({ transaction_id: between(1e7, 1e9), approval_code: digits(6) })],
    ['twelve-digit item numbers', () => ({ item_id: digits(12) })],
    ['times in milliseconds', () => ({ created: between(1_600_000_000_000, 1_900_000_000_000) })],
    ['times as texts', () => ({ created: new Date(between(1.6e12, 1.9e12)).toISOString() })],
    ['UUIDs of version 7', () => ({ id: uuidv7(between(1.6e12, 1.9e12), bytes(10)) })],
    [
      'UUIDs of any kind',
      () => ({ id: `${hexDigits(8)}-${hexDigits(4)}-${hexDigits(4)}-${hexDigits(4)}-${hexDigits(12)}` }),
    ],
    ['SHA-256 digests', () => ({ digest: hexDigits(64) })],
    ['masked card numbers', () => ({ masked: `xxxxxxxxxxxx${digits(4)}`, bin: `${digits(6)}******${digits(4)}` })],
    ['fractions', () => ({ rate: random.next() * 10 })],
    ['amounts', () => ({ total: `${digits(6)}.${digits(2)}` })],
    [
      'telephone numbers',
      () => ({ phone: `(${digits(3)}) ${digits(3)}-${digits(4)}`, fax: `+1-${digits(3)}-${digits(3)}-${digits(4)}` }),
    ],
    ['article numbers in their field', () => ({ ean: eanWithCheckDigit() })],
    ['random base64', () => ({ signature: Buffer.from(bytes(64)).toString('base64') })],
    [
      'IP addresses and ports',
      () => ({
        ip: `${between(1, 255)}.${between(0, 255)}.${between(0, 255)}.${between(0, 255)}:${between(1, 65_535)}`,
      }),
    ],
  ])('never refuses %s', (_, make) => {
    expect(refusedPerThousand(make)).toBe(0);
  });

  it.each<[string, number, () => Parameters<typeof findCardData>[0]]>([
    ['random 13-digit numbers', 12, () => ({ ref: digits(13) })],
    ['random 14-digit numbers', 12, () => ({ ref: digits(14) })],
    ['random 15-digit numbers', 5, () => ({ ref: digits(15) })],
    ['random 16-digit numbers', 35, () => ({ ref: digits(16) })],
    ['random 19-digit numbers', 90, () => ({ ref: digits(19) })],
    ['random 24-digit numbers', 90, () => ({ ref: digits(24) })],
  ])('refuses %s at most %i times in a thousand', (_, limit, make) => {
    expect(refusedPerThousand(make)).toBeLessThanOrEqual(limit);
  });

  it('never refuses an order as shops send it', () => {
    const ids = sequentialIds();
    const order = () =>
      JSON.stringify({
        id: ids.next(),
        invoice: `WEB-${digits(6)}`,
        transaction_id: between(1e8, 1e9),
        created: new Date(between(1.6e12, 1.9e12)).toISOString(),
        card: { masked: `************${digits(4)}`, token: hexDigits(40), csc_response: 'Match' },
        lines: Array.from({ length: 5 }, () => ({
          sku: `${digits(5)}-${digits(4)}`,
          qty: between(1, 99),
          price: `${digits(3)}.${digits(2)}`,
        })),
        phone: `${digits(3)}-${digits(3)}-${digits(4)}`,
      });

    const refused = Array.from({ length: 2_000 }, order).filter((text) => findCardDataInText(text).length > 0);

    expect(refused).toEqual([]);
  });
});
