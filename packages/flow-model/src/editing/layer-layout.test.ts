import { aChain, aFlow, aStep } from '../testing/a-flow';
import { layoutFlow } from './layer-layout';

describe('arranging a flow', () => {
  test('a chain stands in one line, a column apart', () => {
    expect(layoutFlow(aChain())).toEqual({ a: { x: 300, y: 0 }, b: { x: 600, y: 0 }, c: { x: 900, y: 0 } });
  });

  test('yes stands above no', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('declined'), aStep('paid')],
      [
        ['trigger', 'check'],
        ['check', 'declined', 'no'],
        ['check', 'paid', 'yes'],
      ],
    );

    const positions = layoutFlow(flow);

    expect(positions['paid']).toEqual({ x: 600, y: -52 });
    expect(positions['declined']).toEqual({ x: 600, y: 52 });
  });

  test('a joining step stands right of both its branches', () => {
    const flow = aFlow(
      [aStep('check', 'if'), aStep('paid'), aStep('noted'), aStep('end')],
      [
        ['trigger', 'check'],
        ['check', 'paid', 'yes'],
        ['paid', 'noted'],
        ['check', 'end', 'no'],
        ['noted', 'end'],
      ],
    );

    expect(layoutFlow(flow)['end']?.x).toBe(1200);
  });

  test('an empty flow needs no places', () => {
    expect(layoutFlow(aFlow())).toEqual({});
  });
});
