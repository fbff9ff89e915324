import { isJsonObject, manualClock } from '@penstock/kernel';
import { z } from 'zod';
import { defineAction, defineConnection, defineConnector } from '../../define';
import type { ConnectorContext, EffectContract, Verdict } from '../../definition';
import { ConnectorFailure } from '../../failure';
import type { HttpResponse } from '../../http';
import { readJsonAnswer, unexpectedAnswer, type AnswerReading } from '../../read-answer';
import { createSimulatorServer, route, writeRoute, type SimulatorServer } from '../../simulator';
import { testConnector, type ConnectorBench } from '../connector-bench';
import { createLoopbackHttpClient } from '../loopback-http-client';

/** The smallest remote a contract can be kept against: entries by key, and a secret that it echoes in refusals. */
export const ledgerSecret = 'canary-5f1c9a';

export interface LedgerRemote {
  readonly simulator: SimulatorServer;
  bench(change?: Partial<LedgerHabits>): ConnectorBench;
}

/** What an author may get wrong. */
export interface LedgerHabits {
  readonly contract: Pick<EffectContract<unknown, Entry, Entry>, 'class' | 'kind' | 'verify'>;
  readAnswer(response: HttpResponse): Entry;
  mapFailure(failure: unknown): unknown;
}

export interface Entry {
  readonly key: string;
}
const entry = z.strictObject({ key: z.string() });

const writing: AnswerReading = { system: 'Ledger', codePrefix: 'LEDGER', writes: true, request: 'POST /entries' };
const readingBack: AnswerReading = { ...writing, writes: false, request: 'GET /entries' };

export async function startLedger(): Promise<LedgerRemote> {
  const entries: string[] = [];
  const simulator = createSimulatorServer({
    name: 'ledger',
    reset: () => entries.splice(0),
    state: () => ({ entries }),
    routes: [
      route('GET', '/entries', () => ({ status: 200, body: { entries } })),
      writeRoute('POST', '/entries', (request) => {
        const { key } = request.json() as unknown as Entry;
        entries.push(key);
        request.commit({ kind: 'entry', key, id: key });
        return { status: 201, body: { key, note: 'an answer long enough to be cut in half' } };
      }),
      // Posting a key again does nothing more.
      writeRoute('POST', '/once', (request) => {
        const { key } = request.json() as unknown as Entry;
        if (!entries.includes(key)) {
          entries.push(key);
          request.commit({ kind: 'entry', key, id: key });
        }
        return { status: 200, body: { key, note: 'an answer long enough to be cut in half' } };
      }),
    ],
  });
  const { url } = await simulator.listen();
  return { simulator, bench: (change = {}) => benchOf(url, { ...goodHabits, ...change }) };
}

/** A connector whose author knows the contract. */
export const goodHabits: LedgerHabits = {
  contract: { class: 'L', kind: 'ledger', verify: lookUp },
  readAnswer(response) {
    const answer = readJsonAnswer(response, writing);
    if (isJsonObject(answer) && typeof answer.key === 'string') return { key: answer.key };
    throw unexpectedAnswer(response, writing, 'key');
  },
  mapFailure: (failure) => failure,
};

async function lookUp({ http }: ConnectorContext<unknown>, { input }: { readonly input: Entry }): Promise<Verdict<Entry>> {
  const answer = readJsonAnswer(await http.send({ method: 'GET', url: '/entries' }), readingBack);
  const entries = isJsonObject(answer) && Array.isArray(answer.entries) ? answer.entries : undefined;
  if (!entries || entries.length === 0) return { verdict: 'unsure', reason: 'The ledger lists nothing at all.' };
  return entries.includes(input.key) ? { verdict: 'found', output: input } : { verdict: 'absent', evidence: `${entries.length} entries, not this one` };
}

function benchOf(url: string, habits: LedgerHabits): ConnectorBench {
  const contract = { ...habits.contract, businessKey: ({ key }: Entry) => key, visibilityLagMs: 0, maxProcessingMs: 1_000 };
  const action = (id: string, path: string) =>
    defineAction<unknown, Entry, Entry>({
      id,
      version: 1,
      title: id,
      summary: 'Writes one entry.',
      contract,
      input: entry,
      output: entry,
      sample: { key: 'K-1' },
      async run({ http }, { key }) {
        try {
          return habits.readAnswer(await http.send({ method: 'POST', url: path, json: { key } }));
        } catch (failure) {
          throw habits.mapFailure(failure);
        }
      },
    });
  const connection = defineConnection({
    settings: z.strictObject({}),
    secrets: [{ name: 'key', title: 'Key' }],
    baseUrl: () => url,
    auth: { kind: 'headers', headers: () => ({ authorization: { $secret: 'key' } }) },
    fingerprint: () => 'ledger',
    test: () => Promise.resolve({ summary: 'fine' }),
  });
  const actions = [action('post-entry', '/entries'), action('post-once', '/once')];
  const connector = defineConnector({ id: 'ledger', title: 'Ledger', summary: '', category: 'erp', mark: '', apiRevision: '1', connection, actions, triggers: [] });
  const http = createLoopbackHttpClient({ connection, settings: {}, secrets: { key: ledgerSecret } });
  return testConnector(connector, { http, settings: {}, clock: manualClock(0) });
}

/** The same failure under another class, as an author who misreads it would tell it. */
export const toldAs = (failure: unknown, change: Partial<ConnectorFailure['details']>): unknown =>
  failure instanceof ConnectorFailure ? new ConnectorFailure({ ...failure.details, ...change }) : failure;
