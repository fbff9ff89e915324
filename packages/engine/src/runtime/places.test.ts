import type { RunId } from '@penstock/kernel';
import { Places } from './places';

const taken = (flows: Readonly<Record<string, number>>): Places => {
  const places = new Places({ all: 8, kept: 2 });
  for (const [flowId, count] of Object.entries(flows)) {
    for (let index = 0; index < count; index += 1) places.take({ runId: `${flowId}-${index}` as RunId, flowId });
  }
  return places;
};

describe('the places of a worker', () => {
  test('are open to any flow until the kept ones are reached', () => {
    expect(taken({ busy: 4 }).room(128)).toEqual({ limit: 2 });
  });

  test('are then given to flows that hold less than their share only', () => {
    expect(taken({ busy: 5, other: 1 }).room(128)).toEqual({ limit: 2, passOver: ['busy'] });
  });

  test('are given to anybody when nobody holds more than a share', () => {
    expect(taken({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }).room(128)).toEqual({ limit: 2, passOver: [] });
  });

  test('ask for no more than a claim may bring', () => {
    expect(taken({}).room(3)).toEqual({ limit: 3 });
  });

  test('are all taken at last', () => {
    expect(taken({ busy: 8 }).room(128)).toBeNull();
  });

  test('may become more, and fewer than are taken', () => {
    const places = taken({ busy: 8 });

    places.resize(12);
    const more = [places.open, places.free];
    places.resize(4);

    expect([more, [places.open, places.free, places.taken]]).toEqual([[2, 4], [0, 0, 8]]);
  });

  test('are free again when a run leaves, once', () => {
    const places = taken({ busy: 8 });

    places.leave('busy-0' as RunId);
    places.leave('busy-0' as RunId);

    expect([places.taken, places.free, places.has('busy-0' as RunId)]).toEqual([7, 1, false]);
  });
});
