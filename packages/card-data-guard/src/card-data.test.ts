import fc from 'fast-check';
import { Decimal, parseJson, type Json } from '@penstock/kernel';
import { findCardData, findCardDataInText, redactCardData, redactCardDataInText } from './card-data';
import { testCards } from './test-cards';

const visa = '4111111111111111';
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const kinds = (text: string): string[] => findCardDataInText(text).map(({ kind }) => kind);

describe('card numbers', () => {
  it.each(testCards)('are found for %s: %s', (_, number) => {
    expect(kinds(`paid with ${number} today`)).toEqual(['card-number']);
    expect(findCardData({ note: number })).toEqual([{ path: 'note', kind: 'card-number' }]);
  });

  it.each([
    ['blanks', '4111 1111 1111 1111'],
    ['hyphens', '4111-1111-1111-1111'],
    ['dots', '4111.1111.1111.1111'],
    ['no-break blanks', '4111\u00a01111\u00a01111\u00a01111'],
    ['the 4-6-5 of American Express', '3782 822463 10005'],
    ['the 4-4-4-4-3 of 19 digits', '6205 5000 0000 0000 004'],
    ['letters around it', 'REF4111111111111111X'],
    ['another number before it', '12 4111111111111111'],
    ['a group of four before it', '2026 4111 1111 1111 1111'],
    ['zeros in front', '00004111111111111111'],
    ['a digit in front', '94111111111111111'],
    ['expiry and code glued on', '41111111111111111226123'],
    ['plus signs of a form body', 'card=4111+1111+1111+1111&x=1'],
    ['percent-encoded blanks', 'card=4111%201111%201111%201111'],
    ['percent-encoded digits', 'card=%34%31%31%31%31%31%31%31%31%31%31%31%31%31%31%31'],
    ['percent-encoding twice', 'card=4111%25201111%25201111%25201111'],
    ['escaped digits of JSON', '{"a":"\\u00341\\u0031111111\\u0031111111"}'],
    ['wide digits', '４１１１１１１１１１１１１１１１'],
    ['JSON inside a text', JSON.stringify({ body: JSON.stringify({ pan: visa }) })],
    ['XML', `<CardNumber>${visa}</CardNumber>`],
    ['a decimal amount', '4111111111111111.00'],
  ])('are found with %s', (_, text) => {
    expect(kinds(text)).toEqual(['card-number']);
  });

  it.each(['', 'x', 'xy', 'p='])('are found in base64 behind %p', (before) => {
    expect(kinds(`{"blob":"${base64(`${before}${visa}`)}"}`)).toEqual(['card-number']);
    expect(kinds(`/files/${base64(`${before}4111 1111 1111 1111 end`)}`)).toEqual(['card-number']);
  });

  it('are found in base64 inside a form field', () => {
    const inner = base64(JSON.stringify({ card: { number: visa } }));

    expect(kinds(`data=${encodeURIComponent(inner)}&v=1`)).toEqual(['card-number']);
  });

  it('are found as JSON numbers and decimals', () => {
    expect(findCardData({ a: 4111111111111111, b: [Decimal.from('6205500000000000004')] })).toEqual([
      { path: 'a', kind: 'card-number' },
      { path: 'b[0]', kind: 'card-number' },
    ]);
  });

  it('are found in names, and the path does not repeat them', () => {
    expect(findCardData({ cards: { [visa]: { last: 1 } } })).toEqual([
      { path: 'cards.[card number removed]', kind: 'card-number' },
    ]);
  });

  it.each(['order_no', 'transaction_id', 'item_id', 'invoice', 'po_no'])(
    'are refused even under the name %s',
    (key) => {
      expect(findCardData({ [key]: visa })).toHaveLength(1);
    },
  );
});

describe('what is no card number', () => {
  it.each([
    'xxxxxxxxxxxx5439',
    '************6781',
    '411111******1111',
    '4111 11XX XXXX 1111',
    '4111111111111112',
    '1234567890123452',
    '0000000000000000',
    '4444444444444444',
    '0.4111111111111111',
    '41111111-1111-4111-8111-111111111111',
    'a94a8fe5ccb19ba61c4c08734111111111111111',
    '2026-03-09T10:11:12.123Z',
    '+1 (555) 010-0199 +1 (555) 010-0198',
    '1767225600000',
    '105968532',
    '[4111, 1111, 1111, 1111]',
    '192.168.100.200 10.20.30.40',
  ])('%s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('an article number in a field for articles', () => {
    expect(findCardData({ ean: '4006381333931', lines: [{ item_id: '4003994155547' }] })).toEqual([]);
    expect(kinds('{"gtin": "4003994155547"}')).toEqual([]);
  });

  it('an old Visa number is not excused outside such a field', () => {
    expect(findCardData({ note: '4003994155547' })).toHaveLength(1);
    expect(findCardData({ ean: '4222222222222' })).toHaveLength(1);
  });
});

describe('security codes', () => {
  it.each([
    'cvv',
    'CVV2',
    'cvc',
    'csc',
    'card_security_code',
    'cardSecurityCode',
    'securityCode',
    'x_card_code',
    'billing-cvc2',
    'card.cvd',
  ])('are found under the name %s', (key) => {
    expect(findCardData({ payment: { [key]: '123' } })).toEqual([{ path: `payment.${key}`, kind: 'security-code' }]);
    expect(findCardData({ payment: { [key]: 1234 } })).toHaveLength(1);
  });

  it.each([
    '{"csc": "999"}',
    '{"csc":999,"x":1}',
    'amount=1.00&csc=999',
    '<CSC>999</CSC>',
    'please charge, cvv 123',
    'CVV: 1234.',
    '{"body":"{\\"card_security_code\\":\\"123\\"}"}',
    'json=%7B%22csc%22%3A%22123%22%7D',
    '{"card code": "123"}',
  ])('are found in %s', (text) => {
    expect(kinds(text)).toEqual(['security-code']);
  });

  it.each<Json>([
    { csc_response: 'Match', avs_response: '123' },
    { csc: '***' },
    { cvv: '' },
    { cvv: null },
    { cvv: '12345' },
    { code: '123' },
    { discount: 123 },
    { security_level: 123 },
    { encrypted_csc: 'MTIzNDU2Nzg5MDEyMzQ1Ng==x' },
  ])('are not seen in %j', (value) => {
    expect(findCardData(value)).toEqual([]);
    expect(kinds(JSON.stringify(value))).toEqual([]);
  });
});

describe('track data', () => {
  it.each([
    ['track 1', '%B4111111111111111^LEE/ANN^26121011234567890?'],
    ['track 1 with a broken check digit', '%B4111111111111112^LEE/ANN^2612101?'],
    ['track 2', ';4111111111111111=26121011234567890?'],
    ['chip data', '4111111111111111D26121011234567890F'],
    ['percent-encoded track 1', 'swipe=%25B4111111111111111%5ELEE%2FANN%5E2612101%3F'],
  ])('is found: %s', (_, text) => {
    expect(kinds(text)).toEqual(['track']);
  });
});

describe('redaction', () => {
  it('puts words in place of the data and keeps the rest', () => {
    const value = { note: `Card ${visa} was used`, csc: '999', total: Decimal.from('19.90'), lines: [{ sku: 'A1' }] };

    expect(redactCardData(value)).toEqual({
      note: 'Card [card number removed] was used',
      csc: '[security code removed]',
      total: Decimal.from('19.90'),
      lines: [{ sku: 'A1' }],
    });
  });

  it('replaces numbers and names', () => {
    expect(redactCardData({ a: 4111111111111111, [visa]: 1 })).toEqual({
      a: '[card number removed]',
      '[card number removed]': 1,
    });
  });

  it('replaces an encoded part as a whole', () => {
    expect(redactCardDataInText(`x ${base64(`pan ${visa}`)} y`)).toBe('x [card number removed] y');
  });

  it('returns clean values untouched', () => {
    const value = { a: [1, 'two', null, true] };

    expect(redactCardData(value)).toEqual(value);
  });

  it('leaves nothing to find', () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        ...testCards.map(([, number]) => number),
        'csc=123',
        'cvv: 1234',
        '%B4111111111111111^A/B^2612',
        base64(visa),
        '4111 1111',
        ' 1111 1111',
      ),
      fc.string({ maxLength: 6 }),
      fc.constantFrom(' ', '-', '%20', '\\u0034', '1', '0'),
    );
    const texts = fc.array(scrap, { maxLength: 6 }).map((parts) => parts.join(''));

    fc.assert(
      fc.property(texts, fc.constantFrom('cvv', 'note'), (text, key) => {
        expect(findCardDataInText(redactCardDataInText(text))).toEqual([]);
        expect(findCardData(redactCardData({ [key]: [text], [text]: 1 }))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every test card wherever it is put', () => {
    const noise = fc.stringMatching(/^[a-zA-Z ,.:;{}"]{0,30}$/);

    fc.assert(
      fc.property(fc.constantFrom(...testCards), noise, noise, ([, number], before, after) => {
        expect(findCardDataInText(`${before} ${number} ${after}`).length).toBeGreaterThan(0);
      }),
    );
  });

  it('needs linear time for hostile texts', () => {
    const hostile = [
      '1'.repeat(500_000),
      '4 '.repeat(250_000),
      '%'.repeat(500_000),
      'csc'.repeat(150_000),
      'NDEx'.repeat(125_000),
      'csc"'.repeat(100_000),
      '%B'.repeat(250_000),
      `%${'a'.repeat(500_000)}`,
    ];

    const found = hostile.map((text) => findCardDataInText(text).length);

    expect(found).toHaveLength(hostile.length);
  }, 5_000);

  it('walks what the JSON parser gives, deep down', () => {
    const value = parseJson(`${'{"a":['.repeat(60)}"${visa}"${']}'.repeat(60)}`);

    expect(findCardData(value)).toHaveLength(1);
  });
});
