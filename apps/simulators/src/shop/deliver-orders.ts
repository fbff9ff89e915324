import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { invariant } from '@penstock/kernel';
import { signStandardWebhook } from '@penstock/runtime-adapters';
import type { Surroundings } from '../simulator-address';
import type { BookedOrder, OrderBook } from './order-book';

/** Deliveries under way at once. */
const CONCURRENCY = 8;
const LOOK_MS = 20;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Tells every order to the platform, signed, until the answer is 2xx; as a real shop does. A doubled delivery (fault
 * switch) is sent with the same message id.
 */
export class OrderDelivery {
  private readonly underWay = new Set<string>();
  private isStopped = false;

  constructor(
    private readonly parts: { readonly book: OrderBook; readonly surroundings: Surroundings; readonly server: () => SimulatorServer },
  ) {}

  start(): void {
    void this.loop();
  }

  stop(): void {
    this.isStopped = true;
  }

  private async loop(): Promise<void> {
    while (!this.isStopped) {
      const waiting = this.parts.book.pending().filter(({ id }) => !this.underWay.has(id));
      for (const order of waiting.slice(0, CONCURRENCY - this.underWay.size)) void this.deliver(order);
      await pause(LOOK_MS);
    }
  }

  private async deliver(order: BookedOrder): Promise<void> {
    this.underWay.add(order.id);
    const { book, server } = this.parts;
    for (let wait = FIRST_PAUSE_MS; !this.isStopped; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      order.attempts += 1;
      if (await this.isTaken(order)) {
        if (server().faults.duplicatesWebhook()) await this.isTaken(order);
        book.delivered(order.id, server());
        break;
      }
      await pause(wait);
    }
    this.underWay.delete(order.id);
  }

  private async isTaken({ id, body }: BookedOrder): Promise<boolean> {
    const { platformUrl, intakeSecret } = this.parts.surroundings;
    const signed = signStandardWebhook(body, { secret: intakeSecret, messageId: `msg_${id}`, now: Date.now() });
    invariant(signed, 'PENSTOCK_DEMO_INTAKE_SECRET is set for the shop');
    try {
      const answer = await fetch(`${platformUrl}/hooks/sandbox/shop-orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false; // Not reachable or no answer in time: tried again, the event's id removes the copy.
    }
  }
}
