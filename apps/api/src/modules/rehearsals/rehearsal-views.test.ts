import type { Rehearsal } from '@penstock/engine';
import { fieldView, rehearsalView } from './rehearsal-views';

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

test('the plan of a dry run shows no one-time token of a card', () => {
  const card = { card: { hpf_token: 'tok-1' } };
  const [step, effect] = [
    { key: 'charge', iteration: [], restsOn: [], input: card, output: card },
    { key: 'charge', iteration: [], restsOn: [], conditionalOn: [], request: card },
  ];
  const rehearsal = { steps: [step], effects: [effect], totals: [], assumptions: [], problems: [], response: card };

  expect(JSON.stringify(rehearsalView(rehearsal as unknown as Rehearsal))).not.toContain('tok-1');
});
