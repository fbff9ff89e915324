import type { HttpRequest } from '@penstock/connector-sdk';
import type { ConnectionId } from '@penstock/kernel';
import type { FailureRecord } from '../core/failure';
import { watchConnection } from './watched-connection';

const write: HttpRequest = { method: 'POST', url: '/orders' };
const read: HttpRequest = { method: 'GET', url: '/orders/1' };
const notSent: FailureRecord = { class: 'not-sent', code: 'HTTP_NOT_SENT', message: 'Nothing was sent.' };

/** A connection whose requests are answered with these statuses, in order. */
function watched(...statuses: number[]) {
  const send = async () => ({ status: statuses.shift() ?? 200, headers: {}, body: '' });
  const context = { http: { send }, settings: {}, clock: { now: () => 0, monotonic: () => 0 } };
  return watchConnection({ connectionId: 'c' as ConnectionId, fingerprint: 'f', context });
}

describe('the failure of an action', () => {
  test('is that of its request when nothing was written before', () => {
    expect(watched().judge(notSent)).toEqual(notSent);
  });

  test('is that of its request when only reads came before', async () => {
    const { connection, judge } = watched(200);
    await connection.context.http.send(read);
    await connection.context.http.send(read);

    expect(judge(notSent)).toEqual(notSent);
  });

  test.each(['not-sent', 'throttled', 'transient', 'auth'] as const)('is doubt when a read-back fails with %s', async (failureClass) => {
    const { connection, judge } = watched(200);
    await connection.context.http.send(write);
    await connection.context.http.send(read);

    expect(judge({ ...notSent, class: failureClass, retryAfterMs: 5 })).toEqual({ ...notSent, class: 'ambiguous', code: 'FAILED_AFTER_WRITING' });
  });

  test('is the remote side’s word when it refused the write', async () => {
    const { connection, judge } = watched(429);
    await connection.context.http.send(write);

    expect(judge({ ...notSent, class: 'throttled' }).class).toBe('throttled');
  });
});
