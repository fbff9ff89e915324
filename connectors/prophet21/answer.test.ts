import { Decimal } from '@penstock/kernel';
import { amountOf, idOf, isSameText, jsonBody, structuredBody } from './answer';

const structured = (body: string) => structuredBody({ status: 200, headers: {}, body });

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

  test('in XML is read as the JSON it stands for', () => {
    expect(structured('<Url xmlns="http://schemas">https://host/uiserver0?a=1&amp;b=2</Url>')).toBe(
      'https://host/uiserver0?a=1&b=2',
    );
    expect(structured('<TokenResponse><AccessToken/><TokenType>Bearer</TokenType></TokenResponse>')).toEqual({
      AccessToken: '',
      TokenType: 'Bearer',
    });
  });

  test.each(['<html><body>Server Error</body></html>', '<Url>torn', '', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])(
    'such as %p has no structure',
    (body) => {
      expect(structured(body)).toBeUndefined();
    },
  );
});
