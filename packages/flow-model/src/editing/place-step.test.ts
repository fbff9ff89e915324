import { applyCommand } from '../commands/apply-command';
import type { FlowDocument } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { addStepAfter, exitFor, freePosition, insertStepOnEdge } from './place-step';

const linesOf = (flow: FlowDocument): string[] => flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`);

describe('where the next step goes', () => {
  test('after the selected step', () => {
    expect(exitFor(aChain(), 'b')).toEqual({ from: 'b', port: 'default' });
  });

  test('at the end of the flow when nothing is selected', () => {
    expect(exitFor(aChain(), null)).toEqual({ from: 'c', port: 'default' });
  });

  test('after the trigger of an empty flow', () => {
    expect(exitFor(aFlow(), null)).toEqual({ from: 'trigger', port: 'default' });
  });

  test('along no when yes is taken', () => {
    const flow = aFlow([aStep('check', 'if'), aStep('paid')], [['check', 'paid', 'yes']]);

    expect(exitFor(flow, 'check')).toEqual({ from: 'check', port: 'no' });
  });

  test('never after a stop step', () => {
    const flow = aFlow([aStep('end', 'stop')], [['trigger', 'end']]);

    expect(exitFor(flow, 'end')).toEqual({ from: 'trigger', port: 'default' });
  });
});

describe('adding after a step', () => {
  test('what followed goes on after the new step', () => {
    const { flow } = applyCommand(aChain(), addStepAfter(aChain(), { from: 'a', port: 'default' }, aStep('new')));

    expect(linesOf(flow)).toEqual(['trigger default a', 'b default c', 'a default new', 'new default b']);
  });

  test('later steps make room to the right', () => {
    const { flow } = applyCommand(aChain(), addStepAfter(aChain(), { from: 'a', port: 'default' }, aStep('new')));

    expect(flow.steps['new']?.position).toEqual({ x: 600, y: 0 });
    expect(flow.steps['b']?.position).toEqual({ x: 900, y: 0 });
    expect(flow.steps['c']?.position).toEqual({ x: 1200, y: 0 });
  });

  test('a stop step leaves what followed in place', () => {
    const { flow } = applyCommand(
      aChain(),
      addStepAfter(aChain(), { from: 'a', port: 'default' }, aStep('end', 'stop')),
    );

    expect(linesOf(flow)).toEqual(['trigger default a', 'a default b', 'b default c', 'a default end']);
  });
});

describe('inserting on a line', () => {
  test('only that line is cut', () => {
    const flow = aFlow(
      [aStep('a'), aStep('b'), aStep('c')],
      [
        ['trigger', 'a'],
        ['a', 'b'],
        ['a', 'c'],
      ],
    );
    const [, line] = flow.edges;

    const { flow: edited } = applyCommand(flow, insertStepOnEdge(flow, line!, aStep('new')));

    expect(linesOf(edited)).toEqual(['trigger default a', 'a default c', 'a default new', 'new default b']);
  });
});

describe('a place for a card', () => {
  test('moves down until it covers nothing', () => {
    const flow = aFlow([aStep('a')]);

    expect(freePosition(flow, { x: 300, y: 0 })).toEqual({ x: 300, y: 104 });
  });
});
