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

/** Timers that fire when the test moves the clock. */
export class ManualScheduler implements Scheduler {
  readonly clock: ManualClock = manualClock(Date.parse('2026-11-20T12:00:00Z'));
  private timers: { readonly at: number; readonly action: () => void }[] = [];

  after(delayMs: number, action: () => void): () => void {
    const timer = { at: this.clock.monotonic() + delayMs, action };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  }

  /** Fires what is due within this time, in order; `between` lets answers arrive. */
  async advance(ms: number, between: () => Promise<void>): Promise<void> {
    const end = this.clock.monotonic() + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.clock.advance(Math.max(0, next.at - this.clock.monotonic()));
      next.action();
      await between();
    }
    this.clock.advance(end - this.clock.monotonic());
    await between();
  }
}

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
