import { parseJson, stringifyJson } from '@penstock/kernel';
import { maskForEditing, maskOneTimeTokens, maskOneTimeTokensInText, restoreOneTimeTokens } from './one-time-tokens';

const shown = (text: string): string => stringifyJson(maskOneTimeTokens(parseJson(text)));
const editable = (text: string): string => stringifyJson(maskForEditing(parseJson(text)));
function restored(edited: string, original: string): string {
  const result = restoreOneTimeTokens(parseJson(edited), parseJson(original));
  return result.ok ? stringifyJson(result.value) : `refused at ${result.error}`;
}

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

  test.each([
    ['hpf_token=tok-1&amount=9.60', 'hpf_token=[one-time token removed]&amount=9.60'],
    ['{"enc_key": "key-1", "amount": 9.60', '{"enc_key": "[one-time token removed]", "amount": 9.60'],
    ['no token here', 'no token here'],
  ])('are masked in the text %s', (text, masked) => {
    expect(maskOneTimeTokensInText(text)).toBe(masked);
  });
});

describe('a payload that is edited', () => {
  const original = '{"total":98.50,"cards":[{"hpf_token":"tok-1","enc_key":{"part":"key-1"}},{"hpf_token":"tok-2"}]}';
  const masked = editable(original);

  test('shows no token, and which is which', () => {
    expect(masked).toBe(
      '{"total":98.50,"cards":[{"hpf_token":"[one-time token 1 removed]","enc_key":"[one-time token 2 removed]"},{"hpf_token":"[one-time token 3 removed]"}]}',
    );
  });

  test('gets every token back when nothing was changed', () => {
    expect(restored(masked, original)).toBe(original);
  });

  test('gets every token back to its own card when cards are moved or left out', () => {
    expect(restored('{"cards":[{"hpf_token":"[one-time token 3 removed]"}]}', original)).toBe(
      '{"cards":[{"hpf_token":"tok-2"}]}',
    );
  });

  test('keeps a token that was typed', () => {
    expect(restored('{"hpf_token":"tok-9"}', original)).toBe('{"hpf_token":"tok-9"}');
  });

  test.each([
    ['of no token', '{"card":{"hpf_token":"[one-time token 9 removed]"}}', 'card.hpf_token'],
    ['without a number', '{"card":{"hpf_token":"[one-time token removed]"}}', 'card.hpf_token'],
    ['of another kind of token', '{"cards":[{"enc_key":"[one-time token 1 removed]"}]}', 'cards[0].enc_key'],
    ['in a place that holds none', '{"note":"[one-time token 1 removed]"}', 'note'],
  ])('is refused with a mask %s', (_why, edited, path) => {
    expect(restored(edited, original)).toBe(`refused at ${path}`);
  });
});
