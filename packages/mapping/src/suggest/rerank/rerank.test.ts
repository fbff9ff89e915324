import type { Json } from '@penstock/kernel';
import { suggestMappings, type Suggestions } from '../suggest';
import type { SuggestRequest } from '../compare-fields';
import { maskedForm } from './masked-form';
import { rankingQuestions, type RankingDisclosure, type RankingQuestion } from './ranking-question';
import { readRanking } from './read-ranking';
import { rerank } from './rerank';

const request: SuggestRequest = {
  source: [
    { path: 'shipping.postcode', type: 'string', sample: '99201', description: 'Where the parcel goes' },
    { path: 'billing.postcode', type: 'string', sample: '83814' },
    { path: 'shipping.city', type: 'string', sample: 'Spokane' },
    { path: 'card.number', type: 'string', sample: '4012000098765439' },
    { path: 'ordered', type: 'string', sample: '03/09/2026' },
  ],
  target: [
    { path: 'ship_to.zip', type: 'string', required: true, description: 'Postal code' },
    { path: 'ship_to.city', type: 'string' },
    { path: 'order_date', type: 'date' },
  ],
};
const offline = suggestMappings(request);
const nothingMore: RankingDisclosure = { descriptions: false, maskedValues: false };
const questions = (disclosure = nothingMore, of: Suggestions = offline) => rankingQuestions(request, of, disclosure);
const [first] = questions() as [RankingQuestion];
const idOf = (path: string): string => [...first.targets].find(([, target]) => target.path === path)?.[0] ?? '';
const sourceId = (target: string, path: string): string => [...(first.targets.get(idOf(target))?.sources ?? [])].find(([, source]) => source === path)?.[0] ?? '';
const said = (list: readonly object[]): Json => ({ ranking: list as Json });

describe('a question about candidates', () => {
  test('is one per container, about what the matcher offers', () => {
    expect([...first.targets.values()].map(({ path }) => path)).toEqual(['ship_to.zip', 'ship_to.city']);
    expect([...(first.targets.get(idOf('ship_to.zip'))?.sources.values() ?? [])]).toContain('billing.postcode');
    expect(JSON.stringify(questions().map(({ material }) => material))).not.toContain('card.number');
  });

  test('tells paths and types, and nothing else, unless that is allowed', () => {
    const told = JSON.stringify(questions().map(({ material }) => material));

    expect(told).toContain('shipping.postcode');
    for (const kept of ['99201', '83814', 'Spokane', 'Postal code', 'parcel', 'forms']) expect(told).not.toContain(kept);
  });

  test('tells descriptions where they may be told', () => {
    expect(JSON.stringify(questions({ descriptions: true, maskedValues: false }))).not.toContain('99201');
    expect(JSON.stringify(questions({ descriptions: true, maskedValues: false })[0]?.material)).toContain('Where the parcel goes');
  });

  test('tells the form of values, never a value, where they may be told', () => {
    const told = JSON.stringify(questions({ descriptions: false, maskedValues: true })[0]?.material);

    expect(told).toContain('"forms":["99999"]');
    expect(told).toContain('"forms":["Aaaaaaa"]');
    for (const kept of ['99201', '83814', 'Spokane']) expect(told).not.toContain(kept);
  });

  test.each([
    ['PAY-1043', 'AAA-9999'],
    ['Łódź 7', 'Aaaa 9'],
    ['山田 4012', 'aa 9999'],
    ['x'.repeat(60), 'a'.repeat(40)],
  ])('masks %s as %s', (value, form) => {
    expect(maskedForm(value)).toBe(form);
  });
});

describe('an answer', () => {
  test('may choose among the candidates of a target', () => {
    const answer = said([{ target: idOf('ship_to.zip'), source: sourceId('ship_to.zip', 'billing.postcode'), reason: 'Same code' }]);

    expect(readRanking(answer, first)).toEqual([{ target: 'ship_to.zip', source: 'billing.postcode', reason: 'Same code' }]);
  });

  test.each([
    ['is no ranking', 'Certainly!'],
    ['has another shape', { ranking: [{ target: 't1', source: 's1', apply: true }] }],
    ['names a target that was not asked about', said([{ target: 't99', source: 's1' }])],
    ['names a source that nobody offered', said([{ target: 't1', source: 's99' }])],
    ['names a path instead of an id', said([{ target: 't1', source: 'card.number' }])],
    ['names a target twice', said([{ target: 't1', source: null }, { target: 't1', source: null }])],
    ['names a member every object has', said([{ target: 't1', source: 'constructor' }])],
  ])('is thrown away as a whole when it %s', (_, answer) => {
    expect(readRanking(answer as Json, first)).toBeUndefined();
  });

  test.each([
    ['4012000098765439 is the card', expect.not.stringContaining('4012000098765439')],
    ['Look at https://evil.example/now', undefined],
    ['a\nb\u0000c', 'a b c'],
    ['long '.repeat(100), expect.stringMatching(/^.{159}…$/)],
  ])('has a reason of one plain line: %s', (reason, plain) => {
    expect(readRanking(said([{ target: 't1', source: null, reason }]), first)?.[0]?.reason).toEqual(plain);
  });
});

describe('suggestions in another order', () => {
  const pairOf = ({ pairs }: Suggestions, path: string) => pairs.find(({ target }) => target === path);

  test('keep a pair both agree on, with both reasons', () => {
    const before = pairOf(offline, 'ship_to.zip');
    const after = pairOf(rerank(request, offline, [{ target: 'ship_to.zip', source: 'shipping.postcode', reason: undefined }]), 'ship_to.zip');

    expect(after).toEqual({ ...before, reason: `${before?.reason}; the AI provider agrees` });
  });

  test('list another choice unticked, before the other candidates', () => {
    const after = rerank(request, offline, [{ target: 'ship_to.zip', source: 'billing.postcode', reason: 'Sold to' }]);

    expect(pairOf(after, 'ship_to.zip')).toMatchObject({ source: 'billing.postcode', tier: 'listed', reason: 'The AI provider puts it before the matcher’s choice: “Sold to”' });
    const candidates = after.candidates.get('ship_to.zip') ?? [];
    expect(candidates.map(({ confidence }) => confidence)).toEqual([...candidates.map(({ confidence }) => confidence)].sort((a, b) => b - a));
    expect(candidates[0]?.source).toBe('billing.postcode');
    expect(pairOf(after, 'ship_to.city')).toEqual(pairOf(offline, 'ship_to.city'));
  });

  test('take the tick off a pair that is doubted', () => {
    expect(pairOf(rerank(request, offline, [{ target: 'ship_to.zip', source: null, reason: undefined }]), 'ship_to.zip')).toMatchObject({ source: 'shipping.postcode', tier: 'listed' });
  });

  test('hold nothing that the matcher did not offer', () => {
    const pushed = [
      { target: 'ship_to.zip', source: 'card.number', reason: undefined },
      { target: 'invented', source: 'shipping.city', reason: undefined },
    ];

    expect(rerank(request, offline, pushed)).toEqual({ pairs: offline.pairs, candidates: offline.candidates });
  });

  test('hold no card data, even if a list of candidates did', () => {
    const spoiled: Suggestions = { ...offline, candidates: new Map([['ship_to.zip', [{ source: 'card.number', confidence: 0.9 }]]]) };

    expect(rerank(request, spoiled, [{ target: 'ship_to.zip', source: 'card.number', reason: undefined }]).pairs).toEqual(offline.pairs);
  });

  test('propose steps for another choice where the forms differ', () => {
    const dated: SuggestRequest = { source: [{ path: 'created', type: 'string', sample: '2026-03-09T10:00:00Z' }, { path: 'ordered', type: 'string', sample: '03/09/2026' }], target: [{ path: 'order_date', type: 'date' }] };
    const own = suggestMappings(dated);
    const other = own.candidates.get('order_date')?.find(({ source }) => source === 'ordered');
    expect(other).toBeDefined();

    const after = rerank(dated, own, [{ target: 'order_date', source: 'ordered', reason: undefined }]);

    expect(pairOf(after, 'order_date')?.transform?.steps).toEqual([{ op: 'parseDate', args: { format: 'MM/DD/YYYY' } }]);
  });
});
