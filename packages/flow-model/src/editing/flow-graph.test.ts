import { aChain, aFlow, aStep } from '../testing/a-flow';
import { portsOf, stepsAfter, stepsBefore, stepsInOrder } from './flow-graph';
import { freshEdgeId, freshStepId, slugOf } from './fresh-ids';

describe('the order of steps', () => {
  test('steps before a step come in running order', () => {
    expect(stepsBefore(aChain(), 'c')).toEqual(['a', 'b']);
  });

  test('every step after a step is found', () => {
    expect([...stepsAfter(aChain(), 'a')].sort()).toEqual(['b', 'c']);
  });

  test('steps of a circle come last and are not lost', () => {
    const flow = aFlow(
      [aStep('x'), aStep('y'), aStep('z')],
      [
        ['x', 'y'],
        ['y', 'x'],
      ],
    );

    expect(stepsInOrder(flow)).toEqual(['z', 'x', 'y']);
  });
});

describe('exits', () => {
  test.each([
    ['action', ['default', 'error']],
    ['map', ['default', 'error']],
    ['if', ['yes', 'no']],
    ['switch', ['big', 'default']],
    ['filter', ['default']],
    ['for-each', ['each', 'default', 'error']],
    ['try', ['body', 'default', 'error']],
    ['sub-flow', ['default', 'error']],
    ['wait', ['default']],
    ['respond', ['default']],
    ['stop', []],
  ] as const)('of %s are %j', (kind, ports) => {
    expect(portsOf(aStep('x', kind))).toEqual(ports);
  });

  test('of a decision are its choices and the end of its time', () => {
    const wait = { kind: 'decision' as const, question: 'Refund?', choices: [{ id: 'yes', label: 'Yes' }, { id: 'no', label: 'No' }], show: [], timeoutSeconds: 60 };

    expect(portsOf({ ...aStep('ask', 'wait'), kind: 'wait', wait })).toEqual(['yes', 'no', 'timeout']);
  });
});

describe('fresh ids', () => {
  test('a step id is made from its title', () => {
    expect(freshStepId(aFlow(), 'Post the AR receipt (P21)')).toBe('post-the-ar-receipt-p21');
  });

  test('a taken id gets the next free number', () => {
    expect(freshStepId(aFlow([aStep('charge'), aStep('charge-2')]), 'Charge')).toBe('charge-3');
  });

  test('no step is ever called trigger', () => {
    expect(freshStepId(aFlow(), 'Trigger')).toBe('trigger-2');
  });

  test('a title without letters still gives an id', () => {
    expect(slugOf('→ 42')).toBe('step');
  });

  test('edge ids skip the ones in use', () => {
    expect(freshEdgeId(aChain(), ['edge-4'])).toBe('edge-5');
  });
});
