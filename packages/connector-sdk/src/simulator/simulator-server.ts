import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { invariant, type Clock, type Json } from '@penstock/kernel';
import { controlRoutes } from './control-routes';
import { createFaultPlan, type FaultPlan, type FaultsChange } from './faults';
import { cut, refusalInstead, send, spoilAnswer } from './fault-answers';
import { openJournal, type JournalRecord, type LoggedEffect, type SimulatorEffect, type SimulatorFact } from './journal';
import {
  createRouteFinder,
  formOf,
  jsonOf,
  type RouteMatch,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorRoute,
} from './routes';
import { createVirtualClock, systemClock, type VirtualClock } from './virtual-clock';

export interface SimulatorServerOptions {
  readonly name: string;
  /** The routes, or how to make them once clock and journal exist. */
  readonly routes: readonly SimulatorRoute[] | ((core: SimulatorCore) => readonly SimulatorRoute[]);
  readonly faults?: FaultsChange;
  /** One JSON line per committed effect, written before the answer leaves: the judge of a crash test. */
  readonly effectLogPath?: string;
  /** Effects and facts; replayed through `restore` when the server is made again on the same file. */
  readonly statePath?: string;
  restore?(record: JournalRecord): void;
  /** Forgets everything the simulated remote holds. */
  reset(): void;
  /** What `GET /__sim/state` shows. Never card data. */
  state(): Json;
  /** The machine's clock by default. */
  readonly clock?: Clock;
}

/** What routes of a simulator are made of. */
export interface SimulatorCore {
  readonly faults: FaultPlan;
  readonly clock: VirtualClock;
  commit(effect: SimulatorEffect): LoggedEffect;
  remember(fact: SimulatorFact): void;
}

export interface SimulatorServer extends SimulatorCore {
  /** Listens on 127.0.0.1 unless told otherwise; port 0 takes a free one. */
  listen(port?: number, host?: string): Promise<{ readonly port: number; readonly url: string }>;
  close(): Promise<void>;
  readonly faults: FaultPlan;
  readonly clock: VirtualClock;
  /** Effects of this process, oldest first. */
  readonly effects: readonly LoggedEffect[];
  /** For effects that no request asked for, e.g. a settlement at night. */
  commit(effect: SimulatorEffect): LoggedEffect;
  remember(fact: SimulatorFact): void;
}

/** An HTTP server on plain `node:http` that behaves as a remote API, with switches to misbehave as remote APIs do. */
export function createSimulatorServer(options: SimulatorServerOptions): SimulatorServer {
  const machineClock = options.clock ?? systemClock;
  const clock = createVirtualClock(machineClock);
  const faults = createFaultPlan(options.faults ?? {}, machineClock);
  const journal = openJournal({
    clock,
    ...(options.effectLogPath !== undefined && { effectLogPath: options.effectLogPath }),
    ...(options.statePath !== undefined && { statePath: options.statePath }),
  });
  for (const record of journal.past) options.restore?.(record);
  const effects: LoggedEffect[] = [];
  const core: SimulatorCore = {
    faults,
    clock,
    commit(effect) {
      const logged = journal.commit(effect);
      effects.push(logged);
      return logged;
    },
    remember: (fact) => journal.remember(fact),
  };
  const reset = () => {
    journal.remember({ kind: resetFact, data: {} });
    effects.length = 0;
    options.reset();
  };
  const control = controlRoutes({ name: options.name, faults, clock, effects, state: options.state, reset });
  const routes = typeof options.routes === 'function' ? options.routes(core) : options.routes;
  const find = createRouteFinder([...control, ...routes]);
  const http = createServer((incoming, outgoing) => {
    void answer({ incoming, outgoing, find, core });
  });
  http.keepAliveTimeout = 60_000;
  return {
    faults,
    clock,
    effects,
    commit: core.commit,
    remember: core.remember,
    listen: (port = 0, host = '127.0.0.1') => listen(http, port, host),
    async close() {
      await stop(http);
      journal.close();
    },
  };
}

/** Journal fact of a reset: `restore` sees it and forgets what came before. */
export const resetFact = 'reset';

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly find: ReturnType<typeof createRouteFinder>;
  readonly core: SimulatorCore;
}

async function answer(exchange: Exchange): Promise<void> {
  const { incoming, outgoing, find, core } = exchange;
  try {
    const bodyText = await bodyOf(incoming);
    const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2);
    const match = find(incoming.method ?? 'GET', path);
    if (typeof match === 'string') return send(outgoing, { status: match === 'not-found' ? 404 : 405, body: { error: match } });

    const request = requestOf(exchange, match, { path, search, bodyText });
    if (!match.route.faults) return send(outgoing, await handle(match, request));
    const { latencyMs } = core.faults.current();
    if (latencyMs > 0) await pause(latencyMs);
    await answerWithFaults(exchange, match, request);
  } catch (error) {
    // The caller went away while sending, or a handler has a bug: only the second may be heard.
    if (!outgoing.headersSent && !outgoing.destroyed) send(outgoing, { status: 500, body: { error: String(error) } });
  }
}

async function answerWithFaults({ outgoing, core }: Exchange, match: RouteMatch, request: TrackedRequest): Promise<void> {
  const before = core.faults.before({ writes: match.route.writes });
  if (before === 'reset') return cut(outgoing);
  if (before === 'late-commit') {
    cut(outgoing);
    await pause(core.faults.current().lateCommitMs, undefined, { ref: false });
    await handle(match, request);
    return;
  }
  if (before !== 'none') return send(outgoing, refusalInstead(before, request, core.faults.current()));
  const reply = await handle(match, request);
  const after = core.faults.after({ committed: request.hasCommitted() });
  if (after === 'none') return send(outgoing, reply);
  spoilAnswer(outgoing, after, reply);
}

async function handle(match: RouteMatch, request: SimulatorRequest): Promise<SimulatorReply> {
  try {
    return await match.route.handler(request);
  } catch (error) {
    if (error instanceof MalformedBody) return { status: 400, body: { error: 'malformed body' } };
    throw error;
  }
}

/** The body is not the JSON that the handler asked for. */
class MalformedBody extends TypeError {}

interface TrackedRequest extends SimulatorRequest {
  hasCommitted(): boolean;
}

function requestOf(
  { incoming, core }: Exchange,
  { params }: RouteMatch,
  { path, search, bodyText }: { readonly path: string; readonly search: string; readonly bodyText: string },
): TrackedRequest {
  let committed = false;
  return {
    method: incoming.method ?? 'GET',
    path,
    params,
    bodyText,
    query: formOf(search),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    json() {
      try {
        return jsonOf(bodyText);
      } catch {
        throw new MalformedBody();
      }
    },
    form: () => formOf(bodyText),
    commit(effect) {
      committed = true;
      core.commit(effect);
    },
    remember: core.remember,
    hasCommitted: () => committed,
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function listen(http: Server, port: number, host: string): Promise<{ port: number; url: string }> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address() as AddressInfo | null;
      invariant(address, 'a listening server has an address');
      resolve({ port: address.port, url: `http://${host}:${address.port}` });
    });
  });
}

function stop(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}
