import type { FlowDocument } from '../document';
import { aChain } from '../testing/a-flow';
import { sourceSchemas } from './source-schemas';

/** Counts how often the lines of a flow are looked at. */
function watched(flow: FlowDocument) {
  const seen = { lines: 0 };
  const edges = flow.edges.map((edge) => ({
    ...edge,
    get from() {
      seen.lines += 1;
      return edge.from;
    },
  }));
  return { flow: { ...flow, edges }, seen };
}

describe('what may be read', () => {
  test('at the trigger is told without a look at the steps', () => {
    const { flow, seen } = watched(aChain());

    const { steps } = sourceSchemas({ document: flow, connectors: [] })('trigger');

    expect([steps['properties'], seen.lines]).toEqual([{}, 0]);
  });

  test('is worked out once per document', () => {
    const { flow, seen } = watched(aChain());
    const first = sourceSchemas({ document: flow, connectors: [] })('c');
    const before = seen.lines;

    const again = sourceSchemas({ document: flow, connectors: [] })('c');

    expect(Object.keys(again.steps['properties'] as object)).toEqual(['a', 'b']);
    expect([again, seen.lines]).toEqual([first, before]);
  });
});
