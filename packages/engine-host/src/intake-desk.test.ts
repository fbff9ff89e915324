import { signBody, StoreBusy, systemClock } from '@penstock/runtime-adapters';
import { triggerOf } from './catalog-lookup';
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

describe('I4: a channel signed over the raw body', () => {
  const body = '{"id":5678901234567,"name":"#1001","total_price":"19.90"}';
  const signature = { header: 'x-shopify-hmac-sha256', encoding: 'base64' } as const;
  const secret = 'the secret of the app';

  async function deliver(headers: Record<string, string>, secrets: readonly string[] = [secret]) {
    const kept: string[] = [];
    const keep = (event: { readonly dedupeKey: string }) => {
      kept.push(event.dedupeKey);
      return Promise.resolve({ status: 'accepted', eventId: 'e1', runs: [], claimed: [] });
    };
    const route = { organizationId: 'o1', environmentId: 'v1', sourceId: 's1', path: 'shop', trigger: triggerOf('shopify', 'order-event', 1), settings: { topics: ['orders/paid'] }, secrets };
    const desk = new RoutedIntakeDesk({
      routes: { environment: () => ({}), find: () => route, lanesOf: () => [] } as never,
      store: { accept: keep, shelve: keep } as never,
      ids: { next: () => 'e1' },
      dispatcher: {} as never, observer: {} as never, clock: systemClock, worker: undefined,
    });
    const outcome = await desk.receive({ environment: 'sandbox', path: 'shop', channel: '', headers: { 'content-type': 'application/json', 'x-shopify-topic': 'orders/paid', ...headers }, body });
    return { outcome, kept };
  }

  test('takes what its sender signed', async () => {
    const { outcome, kept } = await deliver({ 'x-shopify-hmac-sha256': signBody(body, { signature, secret }) });

    expect([outcome.outcome, kept]).toEqual(['accepted', ['orders/paid:5678901234567:once']]);
  });

  test.each([
    ['no signature', {}, [secret]],
    ['a foreign signature', { 'x-shopify-hmac-sha256': signBody(body, { signature, secret: 'other' }) }, [secret]],
    ['the signature of another body', { 'x-shopify-hmac-sha256': signBody(`${body} `, { signature, secret }) }, [secret]],
    ['a signature and no secret to check it by', { 'x-shopify-hmac-sha256': signBody(body, { signature, secret: '' }) }, []],
  ])('refuses %s and keeps nothing', async (_name, headers: Record<string, string>, secrets) => {
    const { outcome, kept } = await deliver(headers, secrets);

    expect([outcome, kept]).toEqual([expect.objectContaining({ outcome: 'refused', reason: 'signature' }), []]);
  });
});
