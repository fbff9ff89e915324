import type { MappingRule } from '@penstock/mapping';
import fc from 'fast-check';
import { flowDocument, TRIGGER_ID, type FlowDocument, type FlowStep, type MapStep } from '../document';
import { diffFlows } from '../diff/diff-flows';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { anyFlow } from '../testing/any-flow';
import { mergeFlows } from './merge-flows';

const rule = (target: string, path: string): MappingRule => ({ id: `copy-${target}`, kind: 'copy', target, from: { path }, onError: 'fail', origin: 'user' });
const mapping = (id: string, ...rules: readonly MappingRule[]): MapStep => ({ ...(aStep(id) as MapStep), mapping: { v: 1, rules: [...rules], tables: {} } });
const withStep = (flow: FlowDocument, step: FlowStep): FlowDocument => ({ ...flow, steps: { ...flow.steps, [step.id]: { ...step, position: flow.steps[step.id]?.position ?? step.position } } });
const without = (flow: FlowDocument, id: string): FlowDocument => ({
  ...flow,
  steps: Object.fromEntries(Object.entries(flow.steps).filter(([other]) => other !== id)),
  edges: flow.edges.filter(({ from, to }) => from !== id && to !== id),
});
const base = aChain();

describe('two edits of one flow', () => {
  test('at different steps are both kept', () => {
    const mine = withStep(base, { ...aStep('a'), name: 'Mine' });
    const theirs = withStep(base, { ...aStep('b'), disabled: true });

    const { flow, conflicts } = mergeFlows({ base, mine, theirs });

    expect([flow.steps['a']?.name, flow.steps['b']?.disabled, conflicts]).toEqual(['Mine', true, []]);
  });

  test('of different targets of one mapping are both kept', () => {
    const began = withStep(base, mapping('a', rule('amount', 'trigger.total'), rule('note', 'trigger.note')));
    const mine = withStep(began, mapping('a', rule('amount', 'trigger.net'), rule('note', 'trigger.note')));
    const theirs = withStep(began, mapping('a', rule('amount', 'trigger.total'), rule('customer', 'trigger.customer')));

    const { flow, conflicts } = mergeFlows({ base: began, mine, theirs });

    expect((flow.steps['a'] as MapStep).mapping.rules).toEqual([rule('amount', 'trigger.net'), rule('customer', 'trigger.customer')]);
    expect(conflicts).toEqual([]);
  });

  test('of the same target are a conflict that a choice decides', () => {
    const began = withStep(base, mapping('a', rule('amount', 'trigger.total')));
    const mine = withStep(began, mapping('a', rule('amount', 'trigger.net')));
    const theirs = withStep(began, mapping('a', rule('amount', 'trigger.gross')));

    const { flow, conflicts } = mergeFlows({ base: began, mine, theirs });
    const [conflict] = conflicts;
    const decided = mergeFlows({ base: began, mine, theirs }, { [conflict?.key ?? '']: 'theirs' });

    expect(flow.steps['a']).toEqual(mine.steps['a']);
    expect(conflict).toMatchObject({
      stepId: 'a',
      mine: ['“Step a”: amount now comes from trigger.net (it was trigger.total).'],
      theirs: ['“Step a”: amount now comes from trigger.gross (it was trigger.total).'],
    });
    expect(decided.flow.steps['a']).toEqual(theirs.steps['a']);
  });

  test('where one removes what the other changed are a conflict', () => {
    const mine = without(base, 'b');
    const theirs = withStep(base, { ...aStep('b'), name: 'Still needed' });

    const { flow, conflicts } = mergeFlows({ base, mine, theirs });
    const kept = mergeFlows({ base, mine, theirs }, { 'steps/b': 'theirs' });

    expect([Object.keys(flow.steps), conflicts.map(({ key }) => key)]).toEqual([['a', 'c'], ['steps/b']]);
    expect(kept.flow.steps['b']?.name).toBe('Still needed');
  });

  test('where one removes what the other only moved are none', () => {
    const moved = { ...base, steps: { ...base.steps, b: { ...aStep('b'), position: { x: 5, y: 5 } } } };

    const { flow, conflicts } = mergeFlows({ base, mine: without(base, 'b'), theirs: moved });

    expect([Object.keys(flow.steps), conflicts]).toEqual([['a', 'c'], []]);
  });

  test('that add steps under the same id keep both, and their lines', () => {
    const adding = (name: string): FlowDocument => ({
      ...base,
      steps: { ...base.steps, map: { ...aStep('map'), name }, after: mapping('after', rule('x', 'steps.map.x')) },
      edges: [...base.edges, { id: 'edge-4', from: 'c', port: 'default', to: 'map' }],
    });

    const { flow } = mergeFlows({ base, mine: adding('Mine'), theirs: { ...withStep(base, { ...aStep('map'), name: 'Theirs' }), edges: [...base.edges, { id: 'edge-4', from: 'a', port: 'default', to: 'map' }] } });

    expect([flow.steps['map']?.name, flow.steps['map-2']?.name]).toEqual(['Theirs', 'Mine']);
    expect((flow.steps['after'] as MapStep).mapping.rules).toEqual([rule('x', 'steps.map-2.x')]);
    expect(flow.edges.slice(3)).toEqual([
      { id: 'edge-4', from: 'c', port: 'default', to: 'map-2' },
      { id: 'edge-5', from: 'a', port: 'default', to: 'map' },
    ]);
  });

  test('lose the lines of what is gone, and what stood in it stands at the top', () => {
    const began = aFlow([aStep('loop', 'for-each'), { ...aStep('in'), parent: 'loop' }], [[TRIGGER_ID, 'loop'], ['loop', 'in', 'each']]);
    const theirs = withStep(began, { ...aStep('in'), parent: 'loop', name: 'Changed' });

    const { flow } = mergeFlows({ base: began, mine: without(without(began, 'in'), 'loop'), theirs }, { 'steps/in': 'theirs' });

    expect(flow.steps).toEqual({ in: { ...aStep('in'), position: began.steps['in']?.position, name: 'Changed' } });
    expect(flow.edges).toEqual([]);
  });
});

describe('any two edits', () => {
  test('one of which changed nothing give the other', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, (before, after) => {
        const [mine, theirs] = [mergeFlows({ base: before, mine: after, theirs: before }), mergeFlows({ base: before, mine: before, theirs: after })];

        expect([diffFlows(mine.flow, after), mine.conflicts]).toEqual([[], []]);
        expect([diffFlows(theirs.flow, after), theirs.conflicts]).toEqual([[], []]);
      }),
      { numRuns: 20 },
    );
  });

  test('give a document that can be stored, whatever is chosen', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, anyFlow, fc.constantFrom('mine' as const, 'theirs' as const), (began, mine, theirs, side) => {
        const { conflicts } = mergeFlows({ base: began, mine, theirs });
        const { flow } = mergeFlows({ base: began, mine, theirs }, Object.fromEntries(conflicts.map(({ key }) => [key, side])));

        expect(flowDocument.safeParse(flow).error).toBeUndefined();
      }),
      { numRuns: 12 },
    );
  });
});
