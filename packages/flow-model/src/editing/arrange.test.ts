import type { FlowDocument } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { alignedPlaces, distributedPlaces, layoutSelection, tidiedPlaces } from './arrange';

const at = (flow: FlowDocument, places: Readonly<Record<string, { x: number; y: number }>>): FlowDocument => ({
  ...flow,
  steps: Object.fromEntries(
    Object.values(flow.steps).map((step) => [step.id, { ...step, position: places[step.id] ?? step.position }]),
  ),
});

describe('arranging chosen steps', () => {
  const scattered = at(aChain(), { a: { x: 300, y: 0 }, b: { x: 640, y: 90 }, c: { x: 1400, y: 30 } });

  test.each([
    ['top', 'y', [0, 0, 0]],
    ['bottom', 'y', [90, 90, 90]],
    ['middle', 'y', [45, 45, 45]],
    ['left', 'x', [300, 300, 300]],
    ['right', 'x', [1400, 1400, 1400]],
    ['center', 'x', [850, 850, 850]],
  ] as const)('aligns them %s', (how, axis, expected) => {
    const places = alignedPlaces(scattered, ['a', 'b', 'c'], how);

    expect(['a', 'b', 'c'].map((id) => places[id]?.[axis])).toEqual(expected);
  });

  test('distributes them with equal gaps; the outermost stay', () => {
    const places = distributedPlaces(scattered, ['a', 'b', 'c'], 'x');

    expect(['a', 'b', 'c'].map((id) => places[id]?.x)).toEqual([300, 850, 1400]);
  });

  test('a container takes its body along', () => {
    const flow = aFlow([aStep('a'), aStep('loop', 'for-each'), { ...aStep('inside'), parent: 'loop' }]);
    const placed = at(flow, { a: { x: 0, y: 0 }, loop: { x: 400, y: 200 }, inside: { x: 480, y: 280 } });
    const places = alignedPlaces(placed, ['a', 'loop', 'inside'], 'top');

    expect([places['loop'], places['inside']]).toEqual([
      { x: 400, y: 0 },
      { x: 480, y: 80 },
    ]);
  });

  test('lays out the chosen ones alone, where they are', () => {
    const places = layoutSelection(scattered, ['b', 'c']);

    expect(places).toEqual({ b: { x: 640, y: 30 }, c: { x: 940, y: 30 } });
  });

  test('nothing is moved for a single step', () => {
    expect([alignedPlaces(scattered, ['a'], 'top'), distributedPlaces(scattered, ['a', 'b'], 'x')]).toEqual([{}, {}]);
  });
});

describe('tidying', () => {
  test('keeps every place but that of a covered step', () => {
    const flow = at(aChain(), { a: { x: 300, y: 0 }, b: { x: 350, y: 20 }, c: { x: 900, y: 500 } });

    expect(tidiedPlaces(flow)).toEqual({ b: { x: 350, y: 104 } });
  });
});
