import { compileMapping, emptyMapping, type MappingDocument, type Suggestion } from '@penstock/mapping';
import { isAcceptable, withSuggestions } from './accept-suggestions';

const suggestion = (source: string, target: string, transform?: Suggestion['transform']): Suggestion => ({
  source,
  target,
  confidence: 0.9,
  tier: 'preticked',
  reason: 'same meaning',
  ...(transform && { transform }),
});
const outputOf = (
  mapping: MappingDocument,
  scope: Parameters<Extract<ReturnType<typeof compileMapping>, { ok: true }>['value']['run']>[0],
) => {
  const compiled = compileMapping(mapping);
  const result = compiled.ok ? compiled.value.run(scope) : undefined;
  return result?.ok ? result.value : undefined;
};

describe('accepted suggestions', () => {
  test('become rules that say where they come from', () => {
    const { rules } = withSuggestions(emptyMapping, [suggestion('trigger.city', 'ship_city')]);

    expect(rules).toEqual([
      {
        kind: 'copy',
        id: 'rule-ship-city',
        target: 'ship_city',
        from: { path: 'trigger.city' },
        onError: 'fail',
        origin: 'suggested',
      },
    ]);
  });

  test('of one list share its loop', () => {
    const mapping = withSuggestions(emptyMapping, [
      suggestion('trigger.lines[0].sku', 'rows[].item_id'),
      suggestion('trigger.lines[0].qty', 'rows[].quantity'),
      suggestion('trigger.number', 'rows[].order_no'),
    ]);

    const lines = [
      { sku: 'A', qty: 1 },
      { sku: 'B', qty: 2 },
    ];
    expect(outputOf(mapping, { trigger: { number: 7, lines } })).toEqual({
      rows: [
        { item_id: 'A', quantity: 1, order_no: 7 },
        { item_id: 'B', quantity: 2, order_no: 7 },
      ],
    });
  });

  test('leave a filled target and a loop through another list alone', () => {
    const mine = withSuggestions(emptyMapping, [
      suggestion('trigger.mine', 'city'),
      suggestion('trigger.mine[0].sku', 'rows[].item_id'),
    ]);

    const after = withSuggestions(mine, [
      suggestion('trigger.city', 'city'),
      suggestion('trigger.lines[0].sku', 'rows[].item_id'),
      suggestion('trigger.lines[0].qty', 'rows[].quantity'),
    ]);

    expect(after).toEqual(mine);
  });

  test.each([
    ['another list than the one gone through', 'trigger.lines[0].sku', 'trigger.taxes[0].rate', 'rows[].item_id'],
    ['a list inside the item', 'trigger.lines[0].taxes[0].rate', undefined, 'rows[].rate'],
    ['a list, for a single value', 'trigger.lines[0].sku', undefined, 'sku'],
  ])('never take the first item of %s for all', (_, source, second, target) => {
    const from = [source, second].flatMap((path) => (path === undefined ? [] : [{ path }]));
    const proposal = suggestion(source, target, { from, steps: [], tables: {}, summary: 'joins them' });

    expect(withSuggestions(emptyMapping, [proposal])).toEqual(emptyMapping);
    expect(isAcceptable(emptyMapping, proposal)).toBe(false);
  });

  test('bring their value tables under a free name', () => {
    const table = { rows: [['paid', 'Paid'] as [string, string]], ignoreCase: true, unmatched: 'error' as const };
    const before: MappingDocument = { ...emptyMapping, tables: { status: table } };

    const after = withSuggestions(before, [
      suggestion('trigger.status', 'status', {
        from: [{ path: 'trigger.status' }],
        steps: [{ op: 'valueTable', args: { table: 'status' } }],
        tables: { status: table },
        summary: 'looks it up',
      }),
    ]);

    expect(Object.keys(after.tables)).toEqual(['status', 'status-2']);
    expect(outputOf(after, { trigger: { status: 'PAID' } })).toEqual({ status: 'Paid' });
  });
});
