import { CardDataScanner } from './card-data-scanner';

/** Whether a text is refused that comes in pieces of this size. */
function isRefused(text: string, pieceSize: number): boolean {
  const scanner = new CardDataScanner();
  for (let at = 0; at < text.length; at += pieceSize) if (scanner.hasCardDataIn(text.slice(at, at + pieceSize))) return true;
  return scanner.hasCardDataAtEnd();
}

const filler = (characters: number) => 'order;amount\nWEB-1001;19.99\n'.repeat(Math.ceil(characters / 28)).slice(0, characters);
const window = 64 * 1024;

describe('a text that comes in pieces', () => {
  test.each(['4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '%B4111111111111111^DOE/JANE^30121010000000000?', '"cvv": "123"'])('is refused wherever its window ends: %s', (secret) => {
    const passed = [];
    for (let before = window - secret.length - 2; before <= window + 2; before += 1) {
      if (!isRefused(`${filler(before)} ${secret} ${filler(200)}`, 8_192)) passed.push(before);
    }

    expect(passed).toEqual([]);
  });

  test.each([1, 7, 100_000])('is refused in pieces of %d characters', (pieceSize) => {
    expect(isRefused(`${filler(3_000)} 4111111111111111 ${filler(3_000)}`, pieceSize)).toBe(true);
  });

  test('without card data passes', () => {
    expect(isRefused(filler(500_000), 8_192)).toBe(false);
  });

  test.each([
    ['an article number with its name', '"gtin":"4006381000093"', '4006381000093'],
    ['a number of a UUID', '41111111-1111-1111-8111-111111111111', '4111111111111111'],
  ])('passes wherever its window ends when it is harmless as a whole: %s', (_name, harmless, alone) => {
    const refused = [];
    for (const edge of [window, 2 * window - 1_024]) {
      for (let before = edge - 1_100; before <= edge + 2; before += 1) if (isRefused(`${filler(before)} ${harmless} ${filler(2_000)}`, window)) refused.push(before);
    }

    expect([isRefused(alone, 100), refused]).toEqual([true, []]);
  });

  test('holds no more than a window of a line without end', () => {
    const scanner = new CardDataScanner();
    for (let round = 0; round < 40; round += 1) expect(scanner.hasCardDataIn('x'.repeat(8_192))).toBe(false);

    expect((scanner as unknown as { held: string }).held.length).toBeLessThan(window + 8_192);
  });
});
