import { StoreBusy, systemClock } from '@penstock/runtime-adapters';
import { RoutedIntakeDesk, type EventSource } from './intake-desk';

/** A desk before a disk that is nearly full: whatever it touches besides is a mistake. */
function deskBeforeFullDisk() {
  const touched: string[] = [];
  const untouchable = new Proxy({}, { get: (_target, name) => (touched.push(String(name)), () => undefined) }) as never;
  const desk = new RoutedIntakeDesk({
    routes: untouchable, store: untouchable, dispatcher: untouchable, ids: untouchable, observer: untouchable,
    clock: systemClock, worker: undefined, disk: { isNearlyFull: true },
  });
  return { desk, touched };
}

describe('I5: the desk while the disk of the database is nearly full', () => {
  test('tells a sender to come again later and keeps nothing', async () => {
    const { desk, touched } = deskBeforeFullDisk();

    const outcome = await desk.receive({ environment: 'sandbox', path: 'orders', channel: '', headers: {}, body: '{}' });

    expect([outcome, touched]).toEqual([expect.objectContaining({ outcome: 'refused', reason: 'busy', retryAfterSeconds: 30 }), []]);
  });

  test('says so before a delivery is read', () => {
    expect(deskBeforeFullDisk().desk.refusal()).toMatchObject({ reason: 'busy', retryAfterSeconds: 30 });
  });

  test('takes nothing from polls and schedules either', async () => {
    const { desk, touched } = deskBeforeFullDisk();

    await expect(desk.accept({ dedupeKey: '1', payload: {} }, {} as EventSource, 'poll')).rejects.toBeInstanceOf(StoreBusy);
    expect(touched).toEqual([]);
  });
});

test('a desk whose store is busy refuses before it looks at the delivery', async () => {
  const untouchable = {} as never;
  const desk = new RoutedIntakeDesk({
    routes: untouchable, store: untouchable, dispatcher: untouchable, ids: untouchable, observer: untouchable,
    clock: systemClock, worker: undefined, isBusy: () => true,
  });

  const outcome = await desk.receive({ environment: 'sandbox', path: 'orders', channel: '', headers: {}, body: '{}' });

  expect(outcome).toMatchObject({ outcome: 'refused', reason: 'busy', retryAfterSeconds: 2 });
});
