import { LEASE_ENDING, type FailureRecord, type GateAnswer } from '@penstock/engine';
import type { GateHarness, TestConnection, TestProcess } from './gate-harness';

/** The behaviour of every gate, as one suite: run in memory and on Postgres. */
export function describeConnectionGate(name: string, connect: () => Promise<GateHarness & { close(): Promise<void> }>): void {
  describe(`a connection gate ${name}`, () => {
    let harness: Awaited<ReturnType<typeof connect>>;
    let here: TestProcess;
    let there: TestProcess;
    beforeEach(async () => {
      harness = await connect();
      [here, there] = [await harness.openProcess(), await harness.openProcess()];
    });
    afterEach(() => harness.close());

    const rounds = async (): Promise<void> => {
      await Promise.all([here.gate.round(), there.gate.round()]);
      await harness.settled();
    };
    const fail = async (process: TestProcess, connection: TestConnection, times: number, failure = down): Promise<void> => {
      for (let count = 0; count < times; count += 1) left(await process.gate.enter(connection), failure);
      await harness.settled();
    };
    const anOpenConnection = async (): Promise<TestConnection> => {
      const connection = await harness.newConnection();
      await there.gate.enter(connection);
      await fail(here, connection, 5);
      await rounds();
      return connection;
    };
    const kindsOf = (answers: readonly GateAnswer[]): string[] => answers.map(kindOf);
    const aRecovered = async (): Promise<TestConnection> => {
      const connection = await anOpenConnection();
      await harness.advance(8_000);
      await rounds();
      await probesSent()[0]!.answer(true);
      await harness.settled();
      await rounds();
      return connection;
    };
    const probesSent = () => [...here.probes, ...there.probes];

    describe('in fair weather', () => {
      test('lets calls through without asking the shared state', async () => {
        const connection = await harness.newConnection();
        left(await here.gate.enter(connection), null);
        const before = here.storeCalls();

        for (let count = 0; count < 1_000; count += 1) left(await here.gate.enter(connection), null);

        expect(here.storeCalls()).toBe(before);
      });

      test('goes on with what is known when the shared state cannot be read (N2)', async () => {
        const [known, unknown] = [await harness.newConnection(), await harness.newConnection()];
        await here.gate.enter(known);
        here.cutOff();

        await here.gate.round();

        expect(kindsOf([await here.gate.enter(known), await here.gate.enter(unknown)])).toEqual(['go', 'go']);
      });

      test('stops calls that fail even when the shared state is cut off', async () => {
        const connection = await harness.newConnection();
        await here.gate.enter(connection);
        here.cutOff();
        await fail(here, connection, 5);

        expect(kindOf(await here.gate.enter(connection))).toBe('breaker');
      });
    });

    describe('when the remote side fails', () => {
      test('holds the calls of every process', async () => {
        const connection = await anOpenConnection();

        const answers = [await here.gate.enter(connection), await there.gate.enter(connection)];

        expect(kindsOf(answers)).toEqual(['breaker', 'breaker']);
      });

      test('counts failures that are spread over processes', async () => {
        const connection = await harness.newConnection();
        await fail(here, connection, 4);
        await rounds();
        await there.gate.enter(connection);
        await rounds();

        await fail(there, connection, 1);

        expect(kindOf(await there.gate.enter(connection))).toBe('breaker');
      });

      test.each([
        ['a decline', { class: 'business', code: 'DECLINED' }],
        ['a wrong setting', { class: 'config', code: 'X' }],
        ['our own lease fence', { class: 'not-sent', code: LEASE_ENDING }],
      ] as const)('does not open for %s', async (_, failure) => {
        const connection = await harness.newConnection();
        await fail(here, connection, 20, { ...failure, message: '' });

        expect(kindOf(await here.gate.enter(connection))).toBe('go');
      });

      test('opens at once when the credentials are refused', async () => {
        const connection = await harness.newConnection();
        await fail(here, connection, 1, { class: 'auth', code: 'REFUSED', message: '' });

        expect(kindOf(await here.gate.enter(connection))).toBe('credentials');
      });

      test('takes the second answer of one call for nothing (N1)', async () => {
        const connection = await harness.newConnection();
        const answer = await here.gate.enter(connection);
        for (let count = 0; count < 20; count += 1) left(answer, down);
        await harness.settled();

        expect(kindOf(await here.gate.enter(connection))).toBe('go');
      });

      test('keeps retries to a share of the calls while some of them fail', async () => {
        const connection = await harness.newConnection();
        for (let count = 0; count < 50; count += 1) left(await here.gate.enter(connection), count % 5 > 2 ? down : null);

        const retries: GateAnswer[] = [];
        for (let count = 0; count < 15; count += 1) retries.push(await here.gate.enter({ ...connection, isRetry: true }));

        expect(kindsOf(retries).filter((kind) => kind === 'go')).toHaveLength(10);
      });
    });

    describe('with the breaker open', () => {
      test('sends one probe, whoever looks (N3)', async () => {
        await anOpenConnection();
        await harness.advance(8_000);

        await rounds();
        await rounds();

        expect(probesSent()).toHaveLength(1);
      });

      test('lets nothing through while the probe is under way', async () => {
        const connection = await anOpenConnection();
        await harness.advance(8_000);
        await rounds();

        expect(kindsOf([await here.gate.enter(connection), await there.gate.enter(connection)])).toEqual(['breaker', 'breaker']);
      });

      test('asks again later when the probe fails', async () => {
        await anOpenConnection();
        await harness.advance(8_000);
        await rounds();
        await probesSent()[0]!.answer(false);
        await harness.settled();

        await harness.advance(8_000);
        await rounds();
        const early = probesSent().length;
        await harness.advance(8_000);
        await rounds();

        expect([early, probesSent().length]).toEqual([1, 2]);
      });

      test('is asked by another process when the prober dies', async () => {
        await anOpenConnection();
        await harness.advance(8_000);
        await here.gate.round();
        await harness.settled();
        await here.gate.stop();
        here.cutOff();

        await harness.advance(121_000);
        await there.gate.round();
        await harness.settled();

        expect([here.probes.length, there.probes.length]).toEqual([1, 1]);
      });
    });

    describe('when the remote side is back', () => {
      test('lets a tenth of the load through at first, over all processes', async () => {
        const connection = await aRecovered();

        const entering = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? here : there).gate.enter(connection));
        await harness.settled();
        await harness.advance(400);
        const kinds = kindsOf(await Promise.all(entering));

        expect(kinds.filter((kind) => kind === 'go').length).toBeGreaterThanOrEqual(5);
        expect(kinds.filter((kind) => kind === 'go').length).toBeLessThanOrEqual(6);
      });

      test('lets everything through in the end', async () => {
        const connection = await aRecovered();
        await harness.advance(31_000);
        await rounds();
        await rounds();

        const answers = await Promise.all(Array.from({ length: 200 }, () => there.gate.enter(connection)));

        expect(new Set(kindsOf(answers))).toEqual(new Set(['go']));
      });
    });

    describe('of a connection with slots', () => {
      const enterMany = async (process: TestProcess, connection: TestConnection, count: number): Promise<GateAnswer[]> => {
        const entering = Array.from({ length: count }, () => process.gate.enter(connection));
        await harness.settled();
        await harness.advance(400);
        return Promise.all(entering);
      };

      test('never has more calls in flight than set, over all processes (V3)', async () => {
        const connection = await harness.newConnection({ maxConcurrent: 4 });

        const answers = await Promise.all([enterMany(here, connection, 10), enterMany(there, connection, 10)]);

        const kinds = kindsOf(answers.flat());
        expect([kinds.filter((kind) => kind === 'go').length, kinds.filter((kind) => kind === 'concurrency').length]).toEqual([4, 16]);
      });

      test('passes a slot on to who waits longest', async () => {
        const connection = await harness.newConnection({ maxConcurrent: 1 });
        const first = await here.gate.enter(connection);
        const order: string[] = [];
        const waiting = ['second', 'third'].map((who) => here.gate.enter(connection).then((answer) => (order.push(`${who} ${kindOf(answer)}`), answer)));
        await harness.settled();

        left(first, null);
        left(await waiting[0]!, null);
        await waiting[1];

        expect(order).toEqual(['second go', 'third go']);
      });

      test('gives the slots of a killed worker to others when they expire', async () => {
        const connection = await harness.newConnection({ maxConcurrent: 2 });
        await enterMany(here, connection, 2);
        await here.gate.stop();
        here.cutOff();
        const early = kindsOf(await enterMany(there, connection, 2));

        await harness.advance(6_000);
        const late = kindsOf(await enterMany(there, connection, 2));

        expect([early, late]).toEqual([
          ['concurrency', 'concurrency'],
          ['go', 'go'],
        ]);
      });

      test('keeps the slots of a worker that lives', async () => {
        const connection = await harness.newConnection({ maxConcurrent: 2 });
        await enterMany(here, connection, 2);
        for (let count = 0; count < 6; count += 1) {
          await harness.advance(1_000);
          await here.gate.round();
        }

        expect(kindsOf(await enterMany(there, connection, 1))).toEqual(['concurrency']);
      });

      test('shares them with a process that has none', async () => {
        const connection = await harness.newConnection({ maxConcurrent: 4 });
        const held = await enterMany(here, connection, 4);
        await enterMany(there, connection, 4);

        for (const answer of held) left(answer, null);
        await harness.settled();
        await rounds();
        const kinds = kindsOf(await enterMany(there, connection, 2));

        expect(kinds).toEqual(['go', 'go']);
      });
    });

    describe('of a connection with a rate', () => {
      test('spaces calls and holds what would wait too long', async () => {
        const connection = await harness.newConnection({ ratePerSecond: 10 });
        await here.gate.enter(connection);
        const entering = Array.from({ length: 10 }, () => here.gate.enter(connection));
        await harness.settled();

        await harness.advance(1_000);

        const answers = await Promise.all(entering);
        expect(kindsOf(answers).filter((kind) => kind === 'go').length).toBeLessThanOrEqual(3);
        expect(answers.flatMap((answer) => (answer.kind === 'hold' ? [answer.reason] : []))).toContain('rate');
      });

      test('holds calls for as long as a 429 asked, in every process', async () => {
        const connection = await harness.newConnection();
        await there.gate.enter(connection);
        await fail(here, connection, 1, { class: 'throttled', code: 'X', message: '', retryAfterMs: 7_000 });
        await rounds();

        const answers = [await here.gate.enter(connection), await there.gate.enter(connection)];

        expect(kindsOf(answers)).toEqual(['rate', 'rate']);
        for (const answer of answers) expect(answer.kind === 'hold' && answer.waitMs).toBeGreaterThan(6_500);
      });
    });

    describe('closed by people', () => {
      test('holds calls until somebody resumes', async () => {
        const connection = await harness.newConnection();
        await here.gate.enter(connection);
        await harness.setHold(connection, 'P21 is being upgraded');
        await here.gate.refresh(connection.connectionId);
        const held = kindOf(await here.gate.enter(connection));
        await harness.setHold(connection, null);
        await harness.advance(300);

        expect([held, kindOf(await here.gate.enter(connection))]).toEqual(['maintenance', 'go']);
      });

      test('holds calls until the end of a maintenance window, spread behind it', async () => {
        const window = { kind: 'weekly', days: ['fri'], from: '11:30', to: '12:30', timeZone: 'UTC' } as const;
        const connection = await harness.newConnection({ maintenance: [window], ratePerSecond: 10 });

        const answers = [await here.gate.enter(connection), await here.gate.enter(connection)];

        expect(answers).toEqual([
          { kind: 'hold', reason: 'maintenance', waitMs: 1_800_000 },
          { kind: 'hold', reason: 'maintenance', waitMs: 1_800_100 },
        ]);
      });
    });
  });
}

const down: FailureRecord = { class: 'not-sent', code: 'HTTP_NOT_SENT', message: 'The bank could not be reached.' };
const kindOf = (answer: GateAnswer): string => (answer.kind === 'go' ? 'go' : answer.reason);
function left(answer: GateAnswer, failure: FailureRecord | null): void {
  if (answer.kind === 'go') answer.leave(failure);
}
