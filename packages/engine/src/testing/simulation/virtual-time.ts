import type { Clock, Random } from '@penstock/kernel';

/** Who an event belongs to: what a dead owner would do never happens, what a frozen one would do happens when it thaws. */
export interface EventOwner {
  readonly isDead: boolean;
  /** Virtual time at which it moves again; in the past: it moves. */
  readonly frozenUntil: number;
}

interface TimedEvent {
  at: number;
  /** Drawn from the seed: which of several events of one moment comes first. */
  tie: number;
  readonly owner: EventOwner | null;
  action: (() => void) | null;
}

export const START_OF_TIME = 1_700_000_000_000;

/**
 * The clock and the only scheduler of a simulation: every continuation of every process is an event here, so the seed
 * decides every interleaving.
 */
export class VirtualTime implements Clock {
  private readonly heap: TimedEvent[] = [];
  private nowMs = START_OF_TIME;
  executed = 0;

  constructor(private readonly random: Random) {}

  now(): number {
    return this.nowMs;
  }
  monotonic(): number {
    return this.nowMs - START_OF_TIME;
  }

  /** @returns cancels the event. */
  at(delayMs: number, owner: EventOwner | null, action: () => void): () => void {
    const event: TimedEvent = { at: this.nowMs + Math.max(0, delayMs), tie: this.random.next(), owner, action };
    this.push(event);
    return () => {
      event.action = null;
    };
  }

  /** Lets events happen, one at a time with all that follows from it at once, until `isOver` or nothing is left. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const event = this.pop();
      if (!event) return;
      this.nowMs = Math.max(this.nowMs, event.at);
      const { owner, action } = event;
      if (!action || owner?.isDead) continue;
      if (owner && owner.frozenUntil > this.nowMs) {
        this.push({ ...event, at: owner.frozenUntil, tie: this.random.next() });
        continue;
      }
      this.executed += 1;
      action();
      // All microtasks that follow from the event run before the next one.
      await new Promise(setImmediate);
    }
  }

  private push(event: TimedEvent): void {
    const { heap } = this;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  private pop(): TimedEvent | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const isBefore = (a: TimedEvent, b: TimedEvent): boolean => a.at < b.at || (a.at === b.at && a.tie < b.tie);
