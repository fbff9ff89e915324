import { emptyMapping, schemaFields, type JsonSchema } from '@penstock/mapping';
import { TRIGGER_ID, type ActionStep, type FlowStep } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { openPlaces, withOpenSchemas } from './open-schemas';
import { sourceSchemas } from './source-schemas';

const text: JsonSchema = { type: 'string' };
const answer: JsonSchema = { type: 'object', properties: { status: { type: 'integer' }, body: { title: 'Body' }, rows: { type: 'array', items: { type: 'object', additionalProperties: {} } } }, required: ['status'] };
const pathsOf = (schema: JsonSchema) => schemaFields(schema).map(({ path, type }) => `${path} ${type}`);
const order: JsonSchema = { type: 'object', properties: { id: text } };

describe('what is brought in for places a connector leaves open', () => {
  test('offers them, and all of what says nothing', () => {
    expect(openPlaces(answer)).toEqual(['body', 'rows[]']);
    expect(openPlaces({})).toEqual(['.']);
    expect(openPlaces(order)).toEqual([]);
  });

  test('stands at its place, with the rest and its title as they were', () => {
    const whole = withOpenSchemas(answer, { body: order, 'rows[]': order });

    expect(pathsOf(whole)).toEqual(['status integer', 'body object', 'body.id string', 'rows array', 'rows[].id string']);
    expect(schemaFields(whole)[1]?.title).toBe('Body');
    expect(withOpenSchemas({}, { '.': order })).toEqual(order);
  });

  test('makes its way where the connector has changed, and is not lost', () => {
    expect(pathsOf(withOpenSchemas(order, { 'data.lines[]': order }))).toEqual(['id string', 'data object', 'data.lines array', 'data.lines[].id string']);
  });

  test('is what steps behind it can read, of the event and of an answer', () => {
    const call: FlowStep = { ...(aStep('call', 'action') as ActionStep), input: emptyMapping, outputSchemas: { '.': { type: 'object', properties: { total: { type: 'number' } } } } };
    const flow = aFlow([call, aStep('map')], [[TRIGGER_ID, 'call'], ['call', 'map']]);
    const document = { ...flow, trigger: { ...flow.trigger, eventSchemas: { '.': { type: 'object', properties: { id: { type: 'string' } } } } } };

    const { trigger, steps } = sourceSchemas({ document, connectors: [] })('map');

    expect(pathsOf(trigger)).toEqual(['id string']);
    expect(pathsOf(steps)).toEqual(['call object', 'call.total number']);
  });
});
