import fc from 'fast-check';
import { TRIGGER_ID, type FlowDocument } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { canConnect } from './can-connect';
import { outlineOf, stepIdsIn, type OutlineItem } from './outline';

/** `check(yes: charge > join)`: a step with its branches, in one line each. */
function told(items: readonly OutlineItem[]): unknown {
  return items.map((item) => {
    if (item.kind === 'branch') return { [item.port ?? 'loose']: told(item.children), ...(item.joins.length > 0 && { joins: item.joins }) };
    return item.children.length === 0 ? item.id : { [item.id]: told(item.children) };
  });
}

describe('a flow as an outline', () => {
  test('a chain is told one step after the other', () => {
    expect(told(outlineOf(aChain()))).toEqual([TRIGGER_ID, 'a', 'b', 'c']);
  });

  test('branches are told under their step; where they meet, the text goes on behind it', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('charge'), aStep('skip'), aStep('after')],
      [
        [TRIGGER_ID, 'check'],
        ['check', 'charge', 'yes'],
        ['check', 'skip', 'no'],
        ['charge', 'after'],
        ['skip', 'after'],
      ],
    );

    expect(told(outlineOf(flow))).toEqual([TRIGGER_ID, { check: [{ yes: ['charge'] }, { no: ['skip'] }] }, 'after']);
  });

  test('an empty branch is there to be filled, and one that goes on elsewhere says where', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('charge'), aStep('after')],
      [
        [TRIGGER_ID, 'check'],
        ['check', 'charge', 'yes'],
        ['charge', 'after'],
        ['check', 'after', 'no'],
      ],
    );
    const alone = aFlow([aStep('check', 'if')], [[TRIGGER_ID, 'check']]);

    expect(told(outlineOf(flow))).toEqual([TRIGGER_ID, { check: [{ yes: ['charge'] }, { no: [], joins: ['after'] }] }, 'after']);
    expect(told(outlineOf(alone))).toEqual([TRIGGER_ID, { check: [{ yes: [] }, { no: [] }] }]);
  });

  test('the body of a loop is told under it, and what follows it behind', () => {
    const flow = aFlow(
      [aStep('loop', 'for-each'), { ...aStep('ship'), parent: 'loop' }, aStep('after')],
      [
        [TRIGGER_ID, 'loop'],
        ['loop', 'ship', 'each'],
        ['loop', 'after'],
      ],
    );

    expect(told(outlineOf(flow))).toEqual([TRIGGER_ID, { loop: [{ each: ['ship'] }] }, 'after']);
  });

  test('what happens after a failure is told only where it is dealt with', () => {
    const flow = aFlow(
      [aStep('charge', 'action'), aStep('tell')],
      [
        [TRIGGER_ID, 'charge'],
        ['charge', 'tell', 'error'],
      ],
    );

    expect(told(outlineOf(flow))).toEqual([TRIGGER_ID, { charge: [{ error: ['tell'] }] }]);
  });

  test('what nothing leads to comes last', () => {
    const flow = aFlow([aStep('a'), aStep('x'), aStep('y')], [[TRIGGER_ID, 'a'], ['x', 'y']]);

    expect(told(outlineOf(flow))).toEqual([TRIGGER_ID, 'a', { loose: ['x', 'y'] }]);
  });

  test('every step is told exactly once, whatever the flow', () => {
    const seeds = fc.array(fc.tuple(fc.nat(20), fc.nat(3), fc.nat(20)), { maxLength: 60 });
    fc.assert(
      fc.property(seeds, (lines) => {
        const flow = someFlow(lines);
        const ids = outlineOf(flow).flatMap(stepIdsIn);

        expect([...ids].sort()).toEqual([TRIGGER_ID, ...Object.keys(flow.steps)].sort());
      }),
      { numRuns: 150 },
    );
  });
});

function someFlow(lines: readonly (readonly [number, number, number])[]): FlowDocument {
  const kinds = ['action', 'if', 'map', 'for-each', 'switch', 'stop'] as const;
  const steps = Array.from({ length: 14 }, (_none, index) => {
    const step = aStep(`s${index}`, kinds[index % kinds.length]);
    return index === 4 || index === 5 ? { ...step, parent: 's3' } : step;
  });
  let flow = aFlow(steps, [[TRIGGER_ID, 's0']]);
  const ids = [TRIGGER_ID, ...Object.keys(flow.steps)];
  const ports = ['default', 'yes', 'no', 'error'] as const;
  for (const [from, port, to] of lines) {
    const edge = {
      id: `line-${flow.edges.length}`,
      from: ids[from % ids.length] ?? TRIGGER_ID,
      port: ports[port] ?? 'default',
      to: ids[to % ids.length] ?? 's0',
    };
    if (canConnect(flow, edge).allowed) flow = { ...flow, edges: [...flow.edges, edge] };
  }
  return flow;
}
