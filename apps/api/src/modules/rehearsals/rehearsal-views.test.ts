import { fieldView } from './rehearsal-views';

test('what differs shows no one-time token of a card', () => {
  const masked = '[one-time token removed]';

  expect(fieldView({ path: 'card.hpf_token', before: 'tok-1', after: 'tok-2' })).toEqual({
    path: 'card.hpf_token',
    before: masked,
    after: masked,
  });
  expect(fieldView({ path: 'card', before: undefined, after: { enc_key: 'key-1' } })).toEqual({
    path: 'card',
    after: { enc_key: masked },
  });
});
