import { cardDataRole, isAllowedFlow } from './card-guard';
import { suggestMappings } from './suggest';

describe('the card-data guard', () => {
  test.each([
    ['card.csc', 'secret'],
    ['payment.cvv2', 'secret'],
    ['Remittance.CustomerVerificationValue', 'secret'],
    ['swipe.track2', 'secret'],
    ['csc_response', 'none'],
    ['CVVResponseCode', 'none'],
    ['credit_card.number', 'number'],
    ['CCNumber', 'number'],
    ['payment.pan', 'number'],
    ['encrypted_cc', 'number'],
    ['encrypted_csc', 'secret'],
    ['full_track_data', 'secret'],
    ['soundtrack', 'none'],
    ['masked_card_number', 'masked'],
    ['card.last4', 'masked'],
    ['card_type', 'none'],
    ['company', 'none'],
    ['gift_card_amount', 'none'],
  ])('%s is %s', (path, role) => {
    expect(cardDataRole(path, undefined)).toBe(role);
  });

  test('knows a card number by its sample, whatever its field is called', () => {
    expect(cardDataRole('memo', 'card-number')).toBe('number');
    expect(cardDataRole('masked_pan', 'card-number')).toBe('number');
  });

  test('lets only masked numbers into fields for numbers', () => {
    expect([
      isAllowedFlow('masked', 'number'),
      isAllowedFlow('none', 'number'),
      isAllowedFlow('number', 'none'),
    ]).toEqual([true, false, false]);
  });

  test('G1, G2: card data is in no pair and no candidate, also when people confirmed it before', () => {
    const source = ['card_number', 'csc', 'track1', 'masked_card_number'].map((path) => ({ path }));
    const target = ['card_number', 'csc', 'track1', 'cc_number'].map((path) => ({ path }));
    const memory = ['card_number', 'csc', 'track1'].map((path) => ({
      source: path,
      target: path,
      confirmed: 50,
      rejected: 0,
    }));

    const { pairs, candidates } = suggestMappings({ source, target, memory });

    const offered = [...pairs, ...[...candidates.values()].flat()].map((each) => each.source);
    expect(new Set(offered)).toEqual(new Set(['masked_card_number']));
    expect([...candidates.keys()].sort()).toEqual(['card_number', 'cc_number']);
  });
});
