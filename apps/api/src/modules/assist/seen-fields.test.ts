import { withSeenFields } from './seen-fields';

const schema = { type: 'object', properties: { order: { type: 'object', properties: { id: { type: 'string' } } }, lines: { type: 'array', items: { type: 'object', properties: {} } }, any: {} } };

test('fields that records show are added where members are described, and nowhere else', () => {
  const known = withSeenFields('trigger', schema, ['trigger.order.note', 'trigger.order.id', 'trigger.lines[0].sku', 'trigger.any.thing', 'steps.order.other', 'trigger..']);

  expect(known).toEqual({
    type: 'object',
    properties: {
      order: { type: 'object', properties: { id: { type: 'string' }, note: {} } },
      lines: { type: 'array', items: { type: 'object', properties: { sku: {} } } },
      any: {},
    },
  });
});
