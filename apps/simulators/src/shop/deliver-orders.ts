import { systemClock, type FaultPlan } from '@penstock/connector-sdk/simulator';
import { invariant } from '@penstock/kernel';
import { signStandardWebhook } from '@penstock/runtime-adapters';
import type { BookedOrder, OrderBook, ShopJournal } from './order-book';

/** Deliveries under way at once. An order that waits for its next try does not count. */
const CONCURRENCY = 16;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;

export interface DeliveryParts {
  readonly book: OrderBook;
  readonly platformUrl: string;
  readonly intakeSecret: string;
  readonly journal: ShopJournal;
  readonly faults: Pick<FaultPlan, 'duplicatesWebhook'>;
  /** Pause before the first repeat; doubles up to five seconds. */
  readonly firstPauseMs?: number;
}

/**
 * Tells every order to the platform, signed, until the answer is 2xx; as a real shop does. Every try of an order, and a
 * doubled delivery (fault switch), carries the same message id.
 */
export class OrderDelivery {
  private readonly underWay = new Set<string>();
  private readonly resting = new Map<string, NodeJS.Timeout>();
  private readonly stopping = new AbortController();
  private whenIdle: (() => void)[] = [];
  private isStarted = false;

  constructor(private readonly parts: DeliveryParts) {}

  start(): void {
    this.isStarted = true;
    this.pump();
  }

  /** Looks for orders to tell; called after each new one. */
  pump(): void {
    if (!this.isStarted || this.stopping.signal.aborted) return;
    for (const order of this.parts.book.pending().values()) {
      if (this.underWay.size >= CONCURRENCY) return;
      if (!this.underWay.has(order.id) && !this.resting.has(order.id)) void this.deliver(order);
    }
    if (this.parts.book.pending().size === 0) for (const tell of this.whenIdle.splice(0)) tell();
  }

  /** Settles once everything placed so far has been taken. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.whenIdle.push(resolve);
      this.pump();
    });
  }

  stop(): void {
    this.stopping.abort();
    for (const timer of this.resting.values()) clearTimeout(timer);
    this.resting.clear();
  }

  private async deliver(order: BookedOrder): Promise<void> {
    const { book, journal, faults } = this.parts;
    this.underWay.add(order.id);
    order.attempts += 1;
    const isTaken = await this.isTaken(order);
    if (isTaken && faults.duplicatesWebhook()) await this.isTaken(order);
    this.underWay.delete(order.id);
    if (this.stopping.signal.aborted) return;
    // A reset of the shop while this was on its way has dropped the order.
    if (book.find(order.id) !== order) return this.pump();
    if (isTaken) book.delivered(order.id, journal);
    else this.rest(order);
    this.pump();
  }

  private rest({ id, attempts }: BookedOrder): void {
    const first = this.parts.firstPauseMs ?? FIRST_PAUSE_MS;
    const pauseMs = Math.min(first * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
    const timer = setTimeout(() => {
      this.resting.delete(id);
      this.pump();
    }, pauseMs);
    this.resting.set(id, timer);
  }

  private async isTaken(order: BookedOrder): Promise<boolean> {
    const { platformUrl, intakeSecret } = this.parts;
    const { id, body } = order;
    const signed = signStandardWebhook(body, { secret: intakeSecret, messageId: `msg_${id}`, now: systemClock.now() });
    invariant(signed, 'the shop’s intake secret can be used as a key');
    try {
      const answer = await fetch(`${platformUrl}/hooks/sandbox/shop-orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body,
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await answer.arrayBuffer();
      order.lastAnswer = `answered ${answer.status}`;
      return answer.ok;
    } catch {
      // Not reachable or no answer in time: tried again, the order's number removes the copy on the other side.
      order.lastAnswer = 'not reachable';
      return false;
    }
  }
}
