import type { FlowDocument, Port } from '../document';
import { TRIGGER_ID } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { mergeFlows } from './merge-flows';

type Line = readonly [string, string, Port?];
const start: Line = [TRIGGER_ID, 'a'];
const flowOf = (extra: Parameters<typeof aStep>[], lines: readonly Line[]): FlowDocument => aFlow([aStep('a'), aStep('charge', 'action'), ...extra.map((one) => aStep(...one))], [start, ...lines]);
const linesOf = ({ edges }: FlowDocument): string[] => edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();

const base = flowOf([], [['a', 'charge']]);
const withCondition = flowOf([['check', 'if']], [['a', 'check'], ['check', 'charge', 'yes']]);
const withMap = flowOf([['map']], [['a', 'map'], ['map', 'charge']]);
const ours = { base, mine: withCondition, theirs: withMap };

describe('a line that both replaced', () => {
  test('is asked about: together, theirs would lead around the condition of mine', () => {
    const { conflicts } = mergeFlows(ours);

    expect(conflicts).toEqual([
      {
        key: 'lines/a default charge',
        line: { from: 'a', port: 'default', to: 'charge' },
        mine: ['“Step a” no longer leads to “Step charge”.', '“Step a” now leads to “Step check”.', '“Step check” by its exit “yes” now leads to “Step charge”.'],
        theirs: ['“Step a” no longer leads to “Step charge”.', '“Step a” now leads to “Step map”.', '“Step map” now leads to “Step charge”.'],
      },
    ]);
  });

  test('never leaves both ways into the step, whatever is chosen', () => {
    const chosen = (side: 'mine' | 'theirs') => linesOf(mergeFlows(ours, { 'lines/a default charge': side }).flow);

    expect(linesOf(mergeFlows(ours).flow)).toEqual(chosen('mine'));
    expect([chosen('mine'), chosen('theirs')]).toEqual([linesOf(withCondition), linesOf(withMap)]);
  });

  test('keeps the step whose way was not taken, for a person to put in its place', () => {
    expect(Object.keys(mergeFlows(ours).flow.steps).sort()).toEqual(['a', 'charge', 'check', 'map']);
  });

  test('is asked about when one side only took it away', () => {
    expect(mergeFlows({ base, mine: flowOf([], []), theirs: withMap }).conflicts).toMatchObject([{ key: 'lines/a default charge', mine: ['“Step a” no longer leads to “Step charge”.'] }]);
  });

  test('alike is no question', () => {
    const { conflicts, flow } = mergeFlows({ base, mine: { ...withMap, name: 'Mine' }, theirs: { ...withMap, description: 'Theirs' } });

    expect([conflicts, linesOf(flow)]).toEqual([[], linesOf(withMap)]);
  });

  test('and one that only one side replaced is none', () => {
    const elsewhere = { ...base, edges: [...base.edges, { id: 'more', from: TRIGGER_ID, port: 'default', to: 'charge' }] };

    expect(mergeFlows({ base, mine: withCondition, theirs: elsewhere }).conflicts).toEqual([]);
  });
});
