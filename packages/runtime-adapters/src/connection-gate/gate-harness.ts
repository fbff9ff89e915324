import type { ConnectionLimits, Scheduler, SharedWeather, WeatherStore } from '@penstock/engine';
import { manualClock, type ConnectionId, type ManualClock, type OrganizationId } from '@penstock/kernel';
import type { SharedConnectionGate } from './shared-connection-gate';

export interface TestConnection {
  readonly connectionId: ConnectionId;
  readonly organizationId: OrganizationId;
}

/** A process with its gate; its probes wait for the test to answer them. */
export interface TestProcess {
  readonly gate: SharedConnectionGate;
  readonly probes: readonly PendingProbe[];
  /** Questions to the shared state so far. */
  storeCalls(): number;
  /** From now on the shared state cannot be reached. */
  cutOff(): void;
}
export interface PendingProbe {
  readonly weather: SharedWeather;
  answer(isWell: boolean): Promise<void>;
}

export interface GateHarness {
  openProcess(): Promise<TestProcess>;
  newConnection(limits?: Partial<ConnectionLimits>): Promise<TestConnection>;
  setHold(connection: TestConnection, reason: string | null): Promise<void>;
  /** Moves the clocks of all processes and of the shared state. */
  advance(ms: number): Promise<void>;
  settled(): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
  isCancelled: boolean;
}

/** Timers that fire when the test moves the clock; a heap, because an outage drill sets hundreds of thousands. */
export class ManualScheduler implements Scheduler {
  readonly clock: ManualClock = manualClock(Date.parse('2026-11-20T12:00:00Z'));
  private readonly heap: Timer[] = [];
  private count = 0;

  after(delayMs: number, action: () => void): () => void {
    this.count += 1;
    const timer = { at: this.clock.monotonic() + delayMs, order: this.count, action, isCancelled: false };
    this.push(timer);
    return () => void (timer.isCancelled = true);
  }

  /** Fires what is due within this time, in order; `between` lets answers arrive. */
  async advance(ms: number, between: () => Promise<void>): Promise<void> {
    const end = this.clock.monotonic() + ms;
    for (let next = this.heap[0]; next && next.at <= end; next = this.heap[0]) {
      this.pop();
      if (next.isCancelled) continue;
      this.clock.advance(Math.max(0, next.at - this.clock.monotonic()));
      next.action();
      await between();
    }
    this.clock.advance(end - this.clock.monotonic());
    await between();
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (isBefore(heap[parent]!, timer)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = timer;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      if (left >= heap.length) break;
      const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
      if (isBefore(last, heap[child]!)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
  }
}
const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class CutOff extends Error {}

/** Counts questions and waits for their answers, so that a test knows when a process has settled. */
export function watchedStore(store: WeatherStore): { readonly store: WeatherStore; calls(): number; isIdle(): boolean; cutOff(): void } {
  let [calls, pending, isCut] = [0, 0, false];
  const watched = new Proxy(store, {
    get: (target, name: keyof WeatherStore) => {
      return async (...values: unknown[]) => {
        calls += 1;
        if (isCut) throw new CutOff('the shared state is cut off');
        pending += 1;
        try {
          return await (target[name] as (...args: unknown[]) => Promise<unknown>).apply(target, values);
        } finally {
          pending -= 1;
        }
      };
    },
  });
  return { store: watched, calls: () => calls, isIdle: () => pending === 0, cutOff: () => void (isCut = true) };
}

/** All answers have arrived and what follows from them has been asked. */
export async function settle(isIdle: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!isIdle()) quiet = -1;
  }
}
