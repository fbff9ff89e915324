import { mappingDocument, type JsonSchema } from '@penstock/mapping';
import { TRIGGER_ID, type FlowStep } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { standingChange, type SchemaUses } from './affected-uses';
import { factsOfSchema } from './field-facts';
import { fieldUses, writtenFields } from './flow-uses';
import { schemaChanges, type SchemaSide } from './schema-changes';

const text = { type: 'string' };
const object = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = Object.keys(properties)): JsonSchema => ({ type: 'object', properties, required });
const payment = object({ id: text, amount: { type: 'number' }, status: { ...text, enum: ['captured', 'declined'] }, card: object({ last_four: text, brand: text }), lines: { type: 'array', items: object({ sku: text }) } });
const properties = payment['properties'] as Record<string, JsonSchema>;

const place = (flow: string) => ({ flowId: flow, flowName: flow, stepId: 'map', stepName: 'Map', ruleId: 'r' });
const reads = (path: string, more: object = {}) => ({ path, isTolerant: false, place: place('A'), ...more });
const uses = (...all: SchemaUses['reads']): SchemaUses => ({ reads: all, writes: [] });

function found(before: JsonSchema, now: JsonSchema, used: SchemaUses, side: SchemaSide = 'read') {
  const facts = { before: factsOfSchema(before), now: factsOfSchema(now) };
  return schemaChanges({ ...facts, side }).flatMap((change) => standingChange(change, { now: facts.now, uses: used }) ?? []);
}

describe('what a changed schema means for the flows that use it', () => {
  test('a field that is gone is found with what is read below it, and nothing beside it', () => {
    const { card: _gone, ...others } = properties;

    expect(found(payment, object(others), uses(reads('card.last_four'), reads('amount')))).toMatchObject([{ change: { kind: 'removed', path: 'card', before: 'object' }, places: [{ flowName: 'A' }] }]);
  });

  test('three flows that read a field which became optional are one finding with three places', () => {
    const now = object(properties, Object.keys(properties).filter((name) => name !== 'id'));
    const three = ['A', 'B', 'C'].map((flow) => reads('id', { place: place(flow) }));

    expect(found(payment, now, uses(...three, reads('id', { isTolerant: true, place: place('D') })))).toMatchObject([
      { change: { kind: 'optional', path: 'id' }, places: [{ flowId: 'A' }, { flowId: 'B' }, { flowId: 'C' }] },
    ]);
    expect(found(payment, object({ ...properties, id: { type: ['string', 'null'] } }), uses(...three))).toMatchObject([{ change: { kind: 'optional' } }]);
  });

  test('a type that changed', () => {
    expect(found(payment, object({ ...properties, amount: text }), uses(reads('amount')))).toMatchObject([{ change: { kind: 'type', before: 'number', now: 'string' } }]);
    expect(found(payment, object({ ...properties, lines: { type: 'array', items: object({ sku: { type: 'integer' } }) } }), uses(reads('lines.sku')))).toMatchObject([{ change: { kind: 'type', path: 'lines.sku' } }]);
  });

  test('a new value that the value table has no row for', () => {
    const now = object({ ...properties, status: { ...text, enum: ['captured', 'declined', 'voided', 'refunded'] } });
    const table = (values: readonly string[], ignoreCase = false) => uses(reads('status', { known: { table: 'states', values, ignoreCase } }));

    expect(found(payment, now, table(['captured', 'declined', 'refunded']))).toMatchObject([{ change: { kind: 'values', path: 'status', values: ['voided'] } }]);
    expect(found(payment, now, table(['Captured', 'Voided', 'Refunded'], true))).toEqual([]);
    expect(found(payment, now, uses(reads('status')))).toEqual([]);
  });

  test('a target that became required, unless the flow fills it in', () => {
    const before = object({ customer: text, reference: text, ship: object({ zip: text }, []) }, ['customer']);
    const now = object({ customer: text, reference: text, ship: object({ zip: text }) }, ['customer', 'reference']);
    const writes = (...fields: string[]): SchemaUses => ({ reads: [], writes: [{ fields, place: place('A') }] });

    expect(found(before, now, writes('customer', 'ship.zip'), 'written')).toMatchObject([{ change: { kind: 'required', path: 'reference' }, places: [{ target: 'reference' }] }]);
    expect(found(before, now, writes('customer', 'reference', 'ship.zip'), 'written')).toEqual([]);
  });

  test('nothing is found of harmless changes, nor of fields that no flow uses', () => {
    const richer = object({ ...properties, note: text, amount: { type: 'integer' }, card: object({ last_four: text, brand: text, country: text }, []), status: { ...text, enum: ['captured'] } });
    const { card: _gone, ...others } = properties;

    expect(found(payment, richer, uses(reads('amount'), reads('status', { known: { values: ['captured', 'declined'], ignoreCase: false } }), reads('card')))).toEqual([]);
    expect(found(payment, object(others, []), uses(reads('amount', { isTolerant: true })))).toEqual([]);
  });

  test('a change stops to matter when the schema goes back or the flow is mended', () => {
    const change = { kind: 'removed', path: 'card', before: 'object' } as const;
    const { card: _gone, ...others } = properties;
    const without = factsOfSchema(object(others));

    expect(standingChange(change, { now: without, uses: uses(reads('card.brand')) })).toBeDefined();
    expect(standingChange(change, { now: without, uses: uses(reads('amount')) })).toBeUndefined();
    expect(standingChange(change, { now: factsOfSchema(payment), uses: uses(reads('card.brand')) })).toBeUndefined();
  });
});

describe('what a flow uses', () => {
  const copy = (target: string, path: string) => ({ id: target, target, kind: 'copy', from: { path } });
  const mapStep = (id: string, rules: readonly unknown[]): FlowStep => ({ ...aStep(id), kind: 'map', mapping: mappingDocument.parse({ v: 1, rules }) }) as FlowStep;

  test('is said by source, through loops, and not for disabled steps', () => {
    const loop: FlowStep = { ...aStep('each-line', 'for-each'), items: 'trigger.order.lines' } as FlowStep;
    const flow = aFlow([loop, mapStep('m', [copy('sku', 'loop.each-line.item.sku'), copy('name', 'steps.get.customer.name'), copy('x', 'run.id')]), { ...mapStep('off', [copy('y', 'trigger.y')]), disabled: true }, aStep('get', 'action')]);

    expect(fieldUses(flow).map(({ source, path, stepId, target, setting }) => [source, path, stepId, target ?? setting])).toEqual([
      [TRIGGER_ID, 'order.lines', 'each-line', 'items'],
      [TRIGGER_ID, 'order.lines.sku', 'm', 'sku'],
      ['get', 'customer.name', 'm', 'name'],
    ]);
  });

  test('and what it writes', () => {
    const step = { ...aStep('post', 'action'), input: mappingDocument.parse({ v: 1, rules: [copy('customer', 'trigger.c')] }) };

    expect(step.kind === 'action' && writtenFields(step)).toEqual(['customer']);
  });
});
