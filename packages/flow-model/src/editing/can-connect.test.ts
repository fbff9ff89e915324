import { aChain, aFlow, aStep } from '../testing/a-flow';
import { canConnect, canDelete } from './can-connect';

const refusal = (reason: string) => ({ allowed: false, reason });

describe('drawing a line', () => {
  test('two unconnected steps can be connected', () => {
    const flow = aFlow([aStep('a'), aStep('b')]);

    const verdict = canConnect(flow, { from: 'a', port: 'default', to: 'b' });

    expect(verdict).toEqual({ allowed: true });
  });

  test('the trigger can lead to any step', () => {
    const flow = aFlow([aStep('a')]);

    const verdict = canConnect(flow, { from: 'trigger', port: 'default', to: 'a' });

    expect(verdict).toEqual({ allowed: true });
  });

  test('nothing leads into the trigger', () => {
    const verdict = canConnect(aChain(), { from: 'a', port: 'default', to: 'trigger' });

    expect(verdict).toEqual(refusal('Nothing can lead into the trigger: it starts the flow.'));
  });

  test('a step cannot lead to itself', () => {
    const verdict = canConnect(aChain(), { from: 'b', port: 'default', to: 'b' });

    expect(verdict).toEqual(refusal('A step cannot lead to itself.'));
  });

  test('a line that closes a circle is refused', () => {
    const verdict = canConnect(aChain(), { from: 'c', port: 'default', to: 'a' });

    expect(verdict).toEqual(refusal('This would make a circle: the run would come back here and never end.'));
  });

  test('the same line is not drawn twice', () => {
    const verdict = canConnect(aChain(), { from: 'a', port: 'default', to: 'b' });

    expect(verdict).toEqual(refusal('These two steps are already connected.'));
  });

  test('yes and no of a condition may lead to the same step', () => {
    const flow = aFlow([aStep('check', 'if'), aStep('next')], [['check', 'next', 'yes']]);

    const verdict = canConnect(flow, { from: 'check', port: 'no', to: 'next' });

    expect(verdict).toEqual({ allowed: true });
  });

  test('nothing follows a stop step', () => {
    const flow = aFlow([aStep('end', 'stop'), aStep('next')]);

    const verdict = canConnect(flow, { from: 'end', port: 'default', to: 'next' });

    expect(verdict).toEqual(refusal('Nothing can follow a stop step: it ends the run.'));
  });

  test('a condition has no default exit', () => {
    const flow = aFlow([aStep('check', 'if'), aStep('next')]);

    const verdict = canConnect(flow, { from: 'check', port: 'default', to: 'next' });

    expect(verdict).toEqual(refusal('This step has no such exit.'));
  });

  test('a step that is gone cannot be connected', () => {
    const verdict = canConnect(aChain(), { from: 'a', port: 'default', to: 'gone' });

    expect(verdict).toEqual(refusal('One end of this line is not in the flow any more.'));
  });
});

describe('deleting', () => {
  test('a step may be deleted', () => {
    expect(canDelete('a')).toEqual({ allowed: true });
  });

  test('the trigger stays', () => {
    expect(canDelete('trigger')).toEqual(refusal('A flow needs its trigger. Choose another one in its panel instead.'));
  });
});
