import type { FlowDocument, FlowEdge, FlowStep } from '../document';
import { ancestorsOf, certainSteps, reachableSteps, stepsInCircles, topologicalOrder } from './graph';

const position = { x: 0, y: 0 };

/** `a b?` makes a map step `a` and an if step `b`; `trigger>a b.yes>c` are the edges. */
function aFlow(steps: string, edges: string): FlowDocument {
  const ids = steps.split(' ').filter(Boolean);
  const step = (id: string): FlowStep =>
    id.endsWith('?')
      ? { kind: 'if', id: id.slice(0, -1), name: id, disabled: false, position, condition: { all: [] } }
      : { kind: 'map', id, name: id, disabled: false, position, mapping: { v: 1, rules: [], tables: {} } };
  return {
    schemaVersion: 1,
    name: 'Graph',
    trigger: { name: 'Start', connector: 'x', trigger: 'y', version: 1, settings: {}, position },
    steps: Object.fromEntries(ids.map((id) => [id.replace('?', ''), step(id)])),
    edges: edges.split(' ').filter(Boolean).map(anEdge),
  };
}

function anEdge(text: string, index: number): FlowEdge {
  const [source = '', to = ''] = text.split('>');
  const [from = '', port = 'default'] = source.split('.');
  return { id: `e${index}`, from, port: port as FlowEdge['port'], to };
}

const certainBefore = (flow: FlowDocument, id: string): string[] => [...(certainSteps(flow).get(id) ?? [])].sort();

describe('the order of steps', () => {
  test('puts every step after all that lead to it', () => {
    const flow = aFlow('d c b a', 'trigger>a a>b a>c b>d c>d');

    const order = topologicalOrder(flow);

    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  test('does not exist for a circle', () => {
    const flow = aFlow('a b c', 'trigger>a a>b b>a b>c');

    expect(topologicalOrder(flow)).toBeUndefined();
  });

  test('names the steps of a circle, not those behind it', () => {
    const flow = aFlow('a b c', 'trigger>a a>b b>a b>c');

    expect(stepsInCircles(flow)).toEqual(['a', 'b']);
  });

  test('ignores edges that lead nowhere', () => {
    const flow = aFlow('a', 'trigger>a a>ghost ghost>a constructor>a');

    expect(topologicalOrder(flow)).toEqual(['a']);
  });

  test('holds for a thousand steps in a row', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    const edges = ids.slice(1).map((id, index) => `${ids[index]}>${id}`);

    const order = topologicalOrder(aFlow([...ids].reverse().join(' '), ['trigger>s0', ...edges].join(' ')));

    expect(order).toEqual(ids);
  });
});

describe('what is connected', () => {
  const flow = aFlow('a b c lonely', 'trigger>a a>b b>c');

  test('is every ancestor of a step', () => {
    expect([...ancestorsOf(flow, 'c')].sort()).toEqual(['a', 'b']);
  });

  test('is every step the trigger leads to', () => {
    expect([...reachableSteps(flow)].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('the steps that certainly ran', () => {
  test('are all steps of a straight line', () => {
    expect(certainBefore(aFlow('a b c', 'trigger>a a>b b>c'), 'c')).toEqual(['a', 'b']);
  });

  test('leave out a parallel step', () => {
    expect(certainBefore(aFlow('a b', 'trigger>a trigger>b'), 'b')).toEqual([]);
  });

  test('hold both arms of a parallel join', () => {
    expect(certainBefore(aFlow('a b c join', 'trigger>a a>b a>c b>join c>join'), 'join')).toEqual(['a', 'b', 'c']);
  });

  test('leave out both arms of a decision where they join', () => {
    const flow = aFlow('check? b c join', 'trigger>check check.yes>b check.no>c b>join c>join');

    expect(certainBefore(flow, 'join')).toEqual(['check']);
  });

  test('hold what only one arm of a decision leads through', () => {
    const flow = aFlow('check? b c d', 'trigger>check check.yes>b b>c c>d');

    expect(certainBefore(flow, 'd')).toEqual(['b', 'c', 'check']);
  });

  test('leave out a step that a shortcut passes by', () => {
    const flow = aFlow('check? b join', 'trigger>check check.yes>b b>join check.no>join');

    expect(certainBefore(flow, 'join')).toEqual(['check']);
  });

  test('hold the twin of a step on the same arm', () => {
    const flow = aFlow('check? b c join', 'trigger>check check.yes>b check.yes>c b>join c>join');

    expect(certainBefore(flow, 'join')).toEqual(['b', 'c', 'check']);
  });

  test('leave out later steps', () => {
    expect(certainBefore(aFlow('a b', 'trigger>a a>b'), 'a')).toEqual([]);
  });
});
