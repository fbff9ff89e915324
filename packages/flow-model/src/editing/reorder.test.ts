import { applyCommand } from '../commands/apply-command';
import { TRIGGER_ID, type FlowDocument } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { outlineOf } from './outline';
import { removeAndClose, reordered, type Direction } from './reorder';

const chainOf = (flow: FlowDocument): string[] => outlineOf(flow).flatMap((item) => (item.kind === 'step' ? [item.id] : []));
function after(flow: FlowDocument, id: string, direction: Direction): string[] | string {
  const reordering = reordered(flow, id, direction);
  return reordering.allowed ? chainOf(applyCommand(flow, reordering.command).flow) : reordering.reason;
}

describe('moving a step along its chain', () => {
  test('later and earlier are each other’s undoing', () => {
    expect(after(aChain(), 'a', 'later')).toEqual([TRIGGER_ID, 'b', 'a', 'c']);
    expect(after(aChain(), 'b', 'later')).toEqual([TRIGGER_ID, 'a', 'c', 'b']);
    expect(after(aChain(), 'b', 'earlier')).toEqual([TRIGGER_ID, 'b', 'a', 'c']);
  });

  test('the cards change places', () => {
    const reordering = reordered(aChain(), 'a', 'later');
    const { flow } = applyCommand(aChain(), reordering.allowed ? reordering.command : (null as never));

    expect([flow.steps['b']?.position.x, flow.steps['a']?.position.x]).toEqual([300, 600]);
  });

  test('the way a step is left stays that of its branch', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('a'), aStep('b')],
      [
        [TRIGGER_ID, 'check'],
        ['check', 'a', 'yes'],
        ['a', 'b'],
      ],
    );
    const reordering = reordered(flow, 'a', 'later');
    const { flow: next } = applyCommand(flow, reordering.allowed ? reordering.command : (null as never));

    expect(next.edges.map(({ from, port, to }) => `${from}.${port}>${to}`)).toEqual(['trigger.default>check', 'check.yes>b', 'b.default>a']);
  });

  test.each([
    ['the first step', aChain(), 'a', 'earlier', 'the first step already'],
    ['the last step', aChain(), 'c', 'later', 'does not lead to exactly one step'],
    ['the trigger', aChain(), TRIGGER_ID, 'later', 'it stays first'],
    ['a branching neighbour', aFlow([aStep('a'), aStep('check', 'if')], [['a', 'check']]), 'a', 'later', 'The flow parts'],
  ] as const)('%s is refused in words', (_what, flow, id, direction, words) => {
    expect(after(flow, id, direction)).toContain(words);
  });
});

describe('deleting a step of a chain', () => {
  const linesAfter = (flow: FlowDocument, stepIds: string[]): string[] =>
    applyCommand(flow, removeAndClose(flow, { stepIds, edgeIds: [] })).flow.edges.map(({ from, port, to }) => `${from}.${port}>${to}`);

  test('closes the way it stood in', () => {
    expect(linesAfter(aChain(), ['b'])).toEqual(['trigger.default>a', 'a.default>c']);
    expect(linesAfter(aChain(), ['a', 'b'])).toEqual(['trigger.default>c']);
  });

  test('leaves a branch open where several ways went on', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('a'), aStep('b')],
      [
        [TRIGGER_ID, 'check'],
        ['check', 'a', 'yes'],
        ['check', 'b', 'no'],
      ],
    );

    expect(linesAfter(flow, ['check'])).toEqual([]);
  });

  test('is undone as one', () => {
    const flow = aChain();
    const { flow: next, inverse } = applyCommand(flow, removeAndClose(flow, { stepIds: ['b'], edgeIds: [] }));

    expect(applyCommand(next, inverse).flow).toEqual(flow);
  });
});
