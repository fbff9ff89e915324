import { sourceSchemas, TRIGGER_ID, type ActionStep, type FlowDocument } from '@penstock/flow-model';
import { mappingDocument, schemaFields, type JsonSchema } from '@penstock/mapping';
import { standaloneSchema } from '../import/standalone-schema';
import { lostSources, sourcePlaces, withSourceSchema } from './source-places';

const position = { x: 0, y: 0 };
const call: ActionStep = { id: 'call', name: 'Ask the shop', kind: 'action', disabled: false, position, connector: 'http', action: 'request', version: 1, input: mappingDocument.parse({ v: 1, rules: [] }) };
const rules = ['id', 'total'].map((name) => ({ id: name, target: name, kind: 'copy', from: { path: `steps.call.body.${name}` } }));
const mapping = mappingDocument.parse({ v: 1, rules });
const flow: FlowDocument = {
  schemaVersion: 1,
  name: 'Orders',
  trigger: { name: 'Order', connector: 'webhook', trigger: 'signed-webhook', version: 1, settings: {}, position },
  steps: { call, map: { id: 'map', name: 'Map', kind: 'map', disabled: false, position, mapping } },
  edges: [{ id: 'a', from: TRIGGER_ID, port: 'default', to: 'call' }, { id: 'b', from: 'call', port: 'default', to: 'map' }],
};
const output = { type: 'object', properties: { status: { type: 'integer' }, body: {} } };
const connectors = [{ id: 'http', triggers: [], actions: [{ id: 'request', version: 1, outputSchema: output }] }] as unknown as Parameters<typeof sourcePlaces>[0]['connectors'];
const order = (...names: readonly string[]): JsonSchema => ({ type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])), additionalProperties: false });
const body = { source: 'call', name: 'Ask the shop', path: 'body' };
const sourcesOf = (document: FlowDocument) => sourceSchemas({ document, connectors })('map');

describe('a schema for a source', () => {
  test('can go where the connector leaves the shape open', () => {
    expect(sourcePlaces({ flow, connectors, before: ['call'] })).toEqual([{ source: TRIGGER_ID, name: 'Order', path: '.' }, body]);
  });

  test('shows its fields at that place, and only there', () => {
    const after = withSourceSchema(flow, body, order('id', 'total'));

    expect(schemaFields(sourcesOf(after).steps).map(({ path }) => path)).toEqual(['call', 'call.status', 'call.body', 'call.body.id', 'call.body.total']);
    expect({ ...after, steps: { ...after.steps, call } }).toEqual(flow);
  });

  test('brought in anew names what the mapping reads and it lacks; every rule stays as it was', () => {
    const before = withSourceSchema(flow, body, order('id', 'total'));
    const after = withSourceSchema(before, body, order('id', 'amount'));

    expect(lostSources(mapping, sourcesOf(before))).toEqual([]);
    expect(lostSources(mapping, sourcesOf(after))).toEqual(['steps.call.body.total']);
    expect(after.steps['map']).toEqual(flow.steps['map']);
  });

  test('names a lost field with a name of several words in full', () => {
    const path = 'steps.call.body["first name"]';
    const named = mappingDocument.parse({ v: 1, rules: [{ id: 'name', target: 'name', kind: 'copy', from: { path } }] });

    expect(lostSources(named, sourcesOf(withSourceSchema(flow, body, order('id'))))).toEqual([path]);
  });
});

describe('a schema that stands by itself', () => {
  const node: JsonSchema = { type: 'object', properties: { next: { $ref: '#/$defs/Node' }, id: { type: 'string' } } };

  test('has its references written out', () => {
    const schema = standaloneSchema({ type: 'object', properties: { ship: { $ref: '#/$defs/a~1b', title: 'Ship to' } }, $defs: { 'a/b': order('city') } });

    expect(schema).toEqual({ type: 'object', properties: { ship: { ...order('city'), title: 'Ship to' } } });
  });

  test('ends where it contains itself, and where there is too much of it', () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_none, at) => [`f${at}`, { $ref: '#/$defs/Wide' }]));

    expect(schemaFields(standaloneSchema({ ...node, $defs: { Node: node } }))).toHaveLength(18);
    expect(JSON.stringify(standaloneSchema({ $ref: '#/$defs/Wide', $defs: { Wide: { type: 'object', properties: wide } } })).length).toBeLessThan(1_000_000);
  });

  test('takes hostile names for data', () => {
    standaloneSchema({ $ref: '#/$defs/__proto__', $defs: {} });
    standaloneSchema(JSON.parse('{"properties":{"__proto__":{"polluted":{}}}}') as JsonSchema);

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
