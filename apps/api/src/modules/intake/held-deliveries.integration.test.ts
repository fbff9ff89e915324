import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import type { EventId } from '@penstock/kernel';
import type { IntakeOutcome, ReceivedDelivery } from '@penstock/engine-host';
import pino from 'pino';
import { MemoryEngineHost } from '../../testing/memory-engine-host';
import { registerIntakeRoutes } from './intake-routes';

const taken: IntakeOutcome = { outcome: 'accepted', eventId: '0193aaaa-0000-7000-8000-000000000000' as EventId };

/** An intake that holds a hundred bytes at most, before a database that answers when the test says so. */
class SlowHost extends MemoryEngineHost {
  readonly waiting: ((outcome: IntakeOutcome) => void)[] = [];
  override readonly intake = {
    refusal: () => undefined,
    receive: (delivery: ReceivedDelivery): Promise<IntakeOutcome> => {
      this.deliveries.push(delivery);
      return new Promise((resolve) => this.waiting.push(resolve));
    },
  };
}

let host: SlowHost;
let instance: FastifyInstance;
beforeEach(async () => {
  host = new SlowHost();
  instance = fastify();
  registerIntakeRoutes(instance, { host, bodyLimitBytes: 1_000, heldLimitBytes: 100, log: pino({ level: 'silent' }) });
  await instance.ready();
});
afterEach(() => instance.close());

const deliver = (bytes: number) => instance.inject({ method: 'POST', url: '/hooks/sandbox/notices', headers: { 'content-type': 'application/json' }, payload: 'x'.repeat(bytes) });
const ofMany = (bytes: number, piece: number) => Readable.from(Array.from({ length: bytes / piece }, () => Buffer.alloc(piece, 'x')));
const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
};

describe('an intake whose memory is held by deliveries that wait for the database', () => {
  test('does not take another one and says when to come again', async () => {
    const first = deliver(80);
    await until(() => host.waiting.length === 1);

    const second = await deliver(21);

    expect([second.statusCode, second.headers['retry-after'], second.json().code, host.deliveries.length]).toEqual([503, '2', 'INTAKE_BUSY', 1]);
    host.waiting[0]?.(taken);
    expect((await first).statusCode).toBe(202);
  });

  test('takes what still fits', async () => {
    const both = [deliver(80), deliver(20)];
    await until(() => host.waiting.length === 2);

    for (const answer of host.waiting) answer(taken);

    expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([202, 202]);
  });

  test('takes again what fits once others are answered or refused', async () => {
    const first = deliver(100);
    await until(() => host.waiting.length === 1);
    await deliver(50);
    host.waiting[0]?.(taken);
    await first;

    const next = deliver(100);
    await until(() => host.waiting.length === 2);
    host.waiting[1]?.(taken);

    expect((await next).statusCode).toBe(202);
  });
});

describe('deliveries that do not announce their size', () => {
  const KB = 1024;
  const opened = async (heldLimitBytes: number) => {
    await instance.close();
    instance = fastify();
    registerIntakeRoutes(instance, { host, bodyLimitBytes: 1_024 * KB, heldLimitBytes, log: pino({ level: 'silent' }) });
    await instance.ready();
  };
  const chunked = (payload: Readable) => instance.inject({ method: 'POST', url: '/hooks/sandbox/notices', headers: { 'transfer-encoding': 'chunked' }, payload });

  test('M3: hold their real size while they wait for the database', async () => {
    await opened(64 * KB);
    const many = Array.from({ length: 32 }, () => undefined);
    const answers = [];
    for (const [index] of many.entries()) {
      answers.push(chunked(ofMany(KB, 256)));
      await until(() => host.waiting.length === index + 1);
    }

    for (const answer of host.waiting) answer(taken);

    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual(many.map(() => 202));
  });

  test('M1: are refused when they turn out to be large and there is no room for the largest', async () => {
    await opened(1_024 * KB);
    const first = chunked(ofMany(64 * KB, KB));
    await until(() => host.waiting.length === 1);

    const second = await chunked(ofMany(64 * KB, KB));

    expect([second.statusCode, second.headers['retry-after'], second.json().code, host.deliveries.length]).toEqual([503, '2', 'INTAKE_BUSY', 1]);
    host.waiting[0]?.(taken);
    expect((await first).statusCode).toBe(202);
  });
});

describe('a sender that waits for the flow’s answer', () => {
  test('M3: holds no room once its event is committed', async () => {
    let answered: () => void = () => undefined;
    jest.spyOn(host.runs, 'responseTo').mockImplementation(() => new Promise((resolve) => (answered = () => resolve(undefined))));
    const first = instance.inject({ method: 'POST', url: '/hooks/sandbox/notices', headers: { prefer: 'wait=30' }, payload: 'x'.repeat(100) });
    await until(() => host.waiting.length === 1);
    host.waiting[0]?.(taken);

    const second = deliver(100);
    await until(() => host.waiting.length === 2);
    host.waiting[1]?.(taken);

    expect((await second).statusCode).toBe(202);
    answered();
    expect((await first).statusCode).toBe(202);
  });
});
