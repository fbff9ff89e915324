import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom, type Clock, type Json } from '@penstock/kernel';
import type { AnyAction, ConnectorDefinition } from '../definition';
import { ConnectorFailure } from '../failure';
import { ConformanceBroken } from './conformance-scenario';
import { testConnector } from './connector-bench';
import { createLoopbackHttpClient } from './loopback-http-client';
import { strangeAnswer } from './strange-answers';

export interface AnswerFuzzOptions {
  readonly connector: ConnectorDefinition;
  /** Connection settings for a remote at `url`. */
  settings(url: string): unknown;
  /** One valid input per action that talks to the remote. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the remote answers on a good day, per action; the action's own sample by default. */
  readonly answers?: Readonly<Record<string, Json>>;
  readonly clock: Clock;
}

export interface FuzzReport {
  readonly asked: number;
  readonly answered: number;
  readonly failed: number;
}

/** Answers per action in an ordinary test run; `npm run test:connectors` raises it. */
const defaultRounds = 150;
const rounds = (): number => Number(process.env['PENSTOCK_FUZZ_ROUNDS'] ?? defaultRounds);

/**
 * One action against a remote that answers anything. Whatever comes, the action answers in its own output shape or
 * throws a ConnectorFailure; nothing else is thrown and no rejection is left behind.
 * @throws ConformanceBroken with the seed that shows it again.
 */
export async function fuzzAction(options: AnswerFuzzOptions, id: string, count = rounds()): Promise<FuzzReport> {
  const action = options.connector.actions.find((candidate) => candidate.id === id);
  if (!action) throw new ConformanceBroken(`the connector has no action ${id}`);
  const remote = await startMadRemote(options.answers?.[id] ?? action.sample);
  const unhandled: unknown[] = [];
  const listen = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', listen);
  try {
    const report = await askMany({ options, action, remote }, count);
    if (unhandled.length > 0) throw new ConformanceBroken(`${id} left a rejection behind: ${String(unhandled[0])}`);
    return report;
  } finally {
    process.off('unhandledRejection', listen);
    await remote.close();
  }
}

/** Registers one test per action. */
export function testStrangeAnswers(options: AnswerFuzzOptions): void {
  describe('answers of a remote that has gone mad', () => {
    test.each(Object.keys(options.inputs))('%s: survives strange answers', async (id) => {
      const { asked, answered, failed } = await fuzzAction(options, id);
      expect(asked).toBe(rounds());
      expect(answered + failed).toBe(asked);
    }, 120_000);
  });
}

interface Fuzzed {
  readonly options: AnswerFuzzOptions;
  readonly action: AnyAction;
  readonly remote: MadRemote;
}

async function askMany({ options, action, remote }: Fuzzed, count: number): Promise<FuzzReport> {
  const { connector, inputs, clock } = options;
  const settings = options.settings(remote.url);
  // The sign-in is not what is tried here.
  const http = createLoopbackHttpClient({ connection: { baseUrl: () => remote.url, auth: { kind: 'none' } }, settings, secrets: {} });
  const bench = testConnector(connector, { http: { send: (request) => http.send({ ...request, auth: 'none', timeoutMs: 2_000 }) }, settings, clock });
  let answered = 0;
  for (let seed = 1; seed <= count; seed += 1) {
    remote.reseed(seed);
    if (await survives(bench.run(action.id, inputs[action.id]), () => `${action.id}, seed ${seed}, ${remote.told()}`)) answered += 1;
  }
  return { asked: count, answered, failed: count - answered };
}

/** Whether it answered. */
async function survives(call: Promise<unknown>, where: () => string): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ConnectorFailure) return false;
    throw new ConformanceBroken(`${where()}: threw ${String(error).slice(0, 400)} instead of a ConnectorFailure`);
  }
}

interface MadRemote {
  readonly url: string;
  reseed(seed: number): void;
  told(): string;
  close(): Promise<void>;
}

async function startMadRemote(sample: Json): Promise<MadRemote> {
  let random = seededRandom(1);
  let last = 'nothing asked yet';
  const server: Server = createServer((incoming, outgoing) => {
    incoming.resume();
    const { status, contentType, body, cut } = strangeAnswer(random, sample);
    last = `HTTP ${status}`;
    outgoing.writeHead(status, { 'content-type': contentType, 'content-length': String(Buffer.byteLength(body)) });
    if (cut) outgoing.destroy();
    else outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    reseed: (seed) => (random = seededRandom(seed)),
    told: () => last,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
