import { compileMapping } from '../../compile';
import type { MappingDocument } from '../../document';
import type { SuggestField } from '../field';
import { suggestMappings } from '../suggest';

const transformOf = (source: SuggestField[], target: SuggestField) =>
  suggestMappings({ source, target: [target] }).pairs[0]?.transform;

describe('proposed steps', () => {
  test.each<[string, SuggestField, SuggestField, unknown, unknown]>([
    [
      'a US date',
      { path: 'order_date', type: 'string', sample: '3/9/2026' },
      { path: 'order_date', type: 'date' },
      '3/9/2026',
      '2026-03-09',
    ],
    [
      'a padded US date with time',
      { path: 'order_date', type: 'string', sample: '03/09/2026 20:32:10' },
      { path: 'order_date', type: 'datetime' },
      '03/09/2026 20:32:10',
      '2026-03-09T20:32:10',
    ],
    [
      'an EDI date',
      { path: 'po_date', type: 'string', sample: '20260309' },
      { path: 'po_date', type: 'date' },
      '20260309',
      '2026-03-09',
    ],
    [
      'a day first date',
      { path: 'due_date', type: 'string', sample: '28/02/2026' },
      { path: 'due_date', type: 'date' },
      '28/02/2026',
      '2026-02-28',
    ],
    [
      'a time where a day is asked',
      { path: 'due_date', type: 'string', sample: '2026-03-09T10:00:00Z' },
      { path: 'due_date', type: 'date' },
      '2026-03-09T10:00:00Z',
      '2026-03-09',
    ],
    [
      'an amount as text',
      { path: 'total', type: 'string', sample: '1,119.97' },
      { path: 'total', type: 'decimal' },
      '1,119.97',
      '1119.97',
    ],
    [
      'a number as text',
      { path: 'order_id', type: 'integer', sample: 7 },
      { path: 'order_id', type: 'varchar(8)' },
      7,
      '7',
    ],
    [
      'yes/no as a flag',
      { path: 'taxable', type: 'boolean', sample: true },
      { path: 'taxable_flag', type: 'char(1)' },
      true,
      'Y',
    ],
    [
      'a masked number',
      { path: 'masked_card_number', type: 'string', sample: 'xxxxxxxxxxxx5439' },
      { path: 'card_last4', type: 'char(4)' },
      'xxxxxxxxxxxx5439',
      '5439',
    ],
  ])('bring %s into the form of the target', (_, source, target, value, expected) => {
    const proposal = transformOf([source], target);

    const document = {
      v: 1,
      tables: {},
      rules: [{ id: 'r', kind: 'pipe', target: 'out', from: proposal?.from ?? [], steps: proposal?.steps ?? [] }],
    } as unknown as MappingDocument;
    const compiled = compileMapping(document);
    const result = compiled.ok && compiled.value.run({ [source.path]: value as string });
    expect(result && result.ok && String(result.value['out'])).toBe(expected);
  });

  test('put first and last name together', () => {
    const source = ['billing.first_name', 'billing.last_name'].map((path) => ({ path, type: 'string' }));

    expect(transformOf(source, { path: 'bill_to_name', type: 'string' })).toEqual({
      from: [
        { path: 'billing.first_name', as: 'firstname' },
        { path: 'billing.last_name', as: 'lastname' },
      ],
      steps: [{ op: 'concat', args: { separator: ' ' } }],
      summary: 'puts first and last name together',
    });
  });

  test('put expiry month and year together', () => {
    const source = ['card.exp_month', 'card.exp_year'].map((path) => ({ path, type: 'string' }));

    expect(transformOf(source, { path: 'card_expiration', type: 'string' })?.steps).toEqual([
      { op: 'template', args: { text: '{month}/{year}', missing: 'omit' } },
    ]);
  });

  test('start a value table where the choices differ', () => {
    const proposal = transformOf([{ path: 'payment_status', type: 'string', choices: ['paid', 'declined'] }], {
      path: 'payment_status',
      type: 'string',
      choices: ['PAID', 'Failed'],
    });

    expect(proposal?.steps).toEqual([{ op: 'valueTable', args: { table: 'payment_status' } }]);
    expect(proposal?.tables).toEqual({
      payment_status: {
        rows: [
          ['paid', 'PAID'],
          ['declined', null],
        ],
        ignoreCase: true,
        unmatched: 'error',
      },
    });
  });

  test('are none where the value can be copied', () => {
    expect(transformOf([{ path: 'city', type: 'string' }], { path: 'town', type: 'string' })).toBeUndefined();
  });
});
