import { formulaScope } from './scope';
import { knownFields } from './known-fields';

const trigger = {
  type: 'object',
  required: ['order'],
  properties: {
    order: {
      type: 'object',
      required: ['total'],
      properties: {
        total: { type: 'number', description: 'With tax' },
        status: { type: 'string', enum: ['Approved', 'Declined'] },
        'ship to': { type: 'string' },
        lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        card_number: { type: 'string' },
      },
    },
  },
};
const paths = (fields: readonly { path: string; type: string }[]) => fields.map(({ path, type }) => `${path}: ${type}`);

describe('the fields a formula may name', () => {
  test('are told by path and type, objects before what they hold', () => {
    const told = paths(knownFields(formulaScope({ sources: { trigger } })));

    expect(told.slice(0, 2)).toEqual(['trigger: object', 'trigger.order: object']);
    expect(told).toEqual(expect.arrayContaining(['trigger.order.total: decimal', 'trigger.order["ship to"]: text or nothing', 'trigger.order.lines[0].sku: text or nothing', 'trigger.order.lines: list or nothing']));
  });

  test('are told without the values they may have', () => {
    expect(JSON.stringify(knownFields(formulaScope({ sources: { trigger } })))).not.toMatch(/Approved|Declined/);
  });

  test('are told without those that hold card data', () => {
    const labelled = { ...trigger, properties: { pan: { type: 'string', 'x-card-data': 'pan' }, card_number: { type: 'string' }, total: { type: 'number' } } };

    expect(paths(knownFields(formulaScope({ sources: { trigger: labelled } }))).join()).not.toMatch(/pan|card_number/);
  });

  test('go before those that only records show, which are told once and without card data', () => {
    const seen = [{ path: 'trigger.order.total', type: 'text' }, { path: 'trigger.order.extra', type: 'text' }, { path: 'trigger.order.card.number', type: 'text' }];

    const told = paths(knownFields(formulaScope({ sources: { trigger } }), seen));

    expect(told.filter((line) => line.startsWith('trigger.order.total'))).toEqual(['trigger.order.total: decimal']);
    expect([told.at(-1), told.join().includes('card.number')]).toEqual(['trigger.order.extra: text', false]);
  });

  test('end, however deep the schema is', () => {
    const node: Record<string, unknown> = { type: 'object' };
    node['properties'] = { next: { $ref: '#' }, name: { type: 'string' } };

    expect(knownFields(formulaScope({ sources: { node } })).length).toBeLessThan(20);
  });
});
