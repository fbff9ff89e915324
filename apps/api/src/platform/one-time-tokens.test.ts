import { parseJson, stringifyJson } from '@penstock/kernel';
import { maskOneTimeTokens } from './one-time-tokens';

const shown = (text: string): string => stringifyJson(maskOneTimeTokens(parseJson(text)));

describe('one-time tokens', () => {
  test('are masked wherever they stand', () => {
    expect(shown('{"amount":98.50,"card":[{"hpf_token":"tok","enc_key":{"part":"key"}}]}')).toBe(
      '{"amount":98.50,"card":[{"hpf_token":"[one-time token removed]","enc_key":"[one-time token removed]"}]}',
    );
  });

  test('leave everything else as it is', () => {
    const text = '{"key":"WEB-1001","token":null,"hpf_token":null,"total":0.10}';

    expect(shown(text)).toBe(text);
  });
});
