import { Decimal } from '@penstock/kernel';
import { amountOf, idOf, isSameText, jsonBody, xmlText } from './answer';

describe('a value of P21', () => {
  test('is the same id as number, decimal or text', () => {
    expect([idOf(100198), idOf(Decimal.from('100198.0')), idOf('100198 '), idOf(null)]).toEqual([
      '100198',
      '100198',
      '100198',
      '',
    ]);
  });

  test('is an exact amount, and zero when absent', () => {
    expect(amountOf(Decimal.from('12.5000')).toString()).toBe('12.5000');
    expect(amountOf(undefined).isZero()).toBe(true);
  });

  test('compares as SQL Server compares text', () => {
    expect(isSameText('WEB-1001', 'web-1001  ')).toBe(true);
    expect(isSameText('WEB-1001', 'WEB-1002')).toBe(false);
  });
});

describe('an answer of P21', () => {
  test('that is a page has no JSON', () => {
    expect(jsonBody({ status: 200, headers: {}, body: '<html>' })).toBeUndefined();
  });

  test('in XML is read by element', () => {
    expect(xmlText('<Url xmlns="http://schemas">https://host/uiserver0?a=1&amp;b=2</Url>', 'Url')).toBe(
      'https://host/uiserver0?a=1&b=2',
    );
    expect(xmlText('<TokenResponse><AccessToken/></TokenResponse>', 'AccessToken')).toBeUndefined();
  });
});
