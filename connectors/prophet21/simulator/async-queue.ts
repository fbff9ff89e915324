import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { stringifyJson, type Clock, type Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { serverTime } from './company';
import type { TrapSwitches } from './simulator-traps';

/** `AsyncRequests.QueueCapacity`: how many transactions P21 works on at a time unless told otherwise. */
const CAPACITY = 2;
const ASYNC_COMPLETE = 2;
const ASYNC_ACTIVE = 3;

interface QueuedRequest {
  readonly id: string;
  readonly startedAt: string;
  /** Undefined while it waits or is worked on. */
  answer: string | undefined;
  completedAt: string | null;
  callbackResult: string | null;
}

export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface AsyncQueue {
  take(request: SimulatorRequest, work: () => SimulatorReply, callback?: Callback): SimulatorReply;
  state(id: string): SimulatorReply;
}

/** Transactions that are answered before they are done. Success and failure look alike from outside. */
export function createAsyncQueue(clock: Clock, traps: Pick<TrapSwitches, 'current'>): AsyncQueue {
  const requests = new Map<string, QueuedRequest>();
  const lanes = Array.from({ length: CAPACITY }, () => Promise.resolve());
  let taken = 0;
  const finish = (entry: QueuedRequest, { status, body }: SimulatorReply) => {
    // A transaction that P21 could not even begin ends like any other: with what it had to say.
    entry.answer = status === 200 ? stringifyJson(body as Json) : `HTTP ${status}`;
    entry.completedAt = timeOf(clock);
  };
  return {
    take(_request, work, callback) {
      const entry: QueuedRequest = {
        id: randomUUID(),
        startedAt: timeOf(clock),
        answer: undefined,
        completedAt: null,
        callbackResult: null,
      };
      requests.set(entry.id, entry);
      const accepted = { status: 200, body: asyncRequest({ ...entry }) };
      const { asyncMs } = traps.current;
      if (asyncMs === 0 && !callback) {
        finish(entry, work());
        return accepted;
      }
      const lane = taken++ % CAPACITY;
      lanes[lane] = (lanes[lane] ?? Promise.resolve()).then(async () => {
        await pause(asyncMs, undefined, { ref: false });
        finish(entry, work());
        if (callback) entry.callbackResult = await tell(callback, asyncRequest(entry));
      });
      return accepted;
    },
    state(id) {
      const entry = requests.get(id);
      return entry ? { status: 200, body: asyncRequest(entry) } : { status: 404, body: '' };
    },
  };
}

const timeOf = (clock: Clock): string => `${serverTime(clock)}-05:00`;

const asyncRequest = ({ id, startedAt, answer, completedAt, callbackResult }: QueuedRequest): Json => ({
  RequestId: id,
  RequestType: 'V2 Transaction',
  Key: 'N/A',
  StartDate: startedAt,
  CompletedDate: completedAt,
  Status: answer === undefined ? ASYNC_ACTIVE : ASYNC_COMPLETE,
  CallbackResult: callbackResult,
  // The synchronous answer, as a JSON string.
  Messages: answer ?? null,
});

export function callbackOf(json: Json | undefined): Callback | undefined {
  const { Url, Headers } = (json ?? {}) as { Url?: Json; Headers?: Json };
  if (typeof Url !== 'string') return undefined;
  const headers = (Array.isArray(Headers) ? Headers : []) as readonly { Name?: unknown; Value?: unknown }[];
  return { url: Url, headers: Object.fromEntries(headers.map(({ Name, Value }) => [String(Name), String(Value)])) };
}

/** The simulator talks to this machine only. */
async function tell({ url, headers }: Callback, body: Json): Promise<string> {
  if (!URL.canParse(url) || new URL(url).hostname !== '127.0.0.1') return 'Failed : the address cannot be reached';
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: stringifyJson(body),
    });
    return `${response.ok ? 'Success' : 'Failed'} : ${response.status} (${response.statusText})`;
  } catch {
    return 'Failed : no answer';
  }
}
