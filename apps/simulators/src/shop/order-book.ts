import { resetFact, type JournalRecord, type SimulatorFact } from '@penstock/connector-sdk/simulator';

/** An order the shop has promised to its customer; it is told to the platform until the platform has taken it. */
export interface BookedOrder {
  readonly id: string;
  readonly placedAt: string;
  readonly customer: string;
  readonly total: string;
  /** The event's JSON text, the same on every try. */
  readonly body: string;
  state: 'pending' | 'delivered';
  attempts: number;
  /** How the last try ended; empty before the first. */
  lastAnswer: string;
}

export interface ShopJournal {
  remember(fact: SimulatorFact): void;
}

/** The shop's outbox. Orders and deliveries are in its journal, so a killed shop goes on where it was. */
export class OrderBook {
  private readonly orders = new Map<string, BookedOrder>();
  private readonly undelivered = new Map<string, BookedOrder>();
  private count = 0;

  all(): readonly BookedOrder[] {
    return [...this.orders.values()];
  }

  newest(count: number): readonly BookedOrder[] {
    return this.all().slice(-count).reverse();
  }

  find(id: string): BookedOrder | undefined {
    return this.orders.get(id);
  }

  /** Oldest first. */
  pending(): ReadonlyMap<string, BookedOrder> {
    return this.undelivered;
  }

  /** Unique over restarts and resets: the count goes on from the journal, the time tells journals apart. */
  nextId(now: number): string {
    this.count += 1;
    return `WEB-${now.toString(36).toUpperCase()}-${this.count}`;
  }

  book(order: BookedOrder, journal: ShopJournal): void {
    journal.remember({ kind: 'order-placed', data: order });
    this.add(order);
  }

  delivered(id: string, journal: ShopJournal): void {
    journal.remember({ kind: 'order-delivered', data: { id } });
    this.settle(id);
  }

  restore({ kind, data }: JournalRecord): void {
    if (kind === resetFact) this.clear();
    if (kind === 'order-placed') {
      this.add({ ...(data as BookedOrder) });
      this.count += 1;
    }
    if (kind === 'order-delivered') this.settle((data as { id: string }).id);
  }

  clear(): void {
    this.orders.clear();
    this.undelivered.clear();
  }

  private add(order: BookedOrder): void {
    this.orders.set(order.id, order);
    this.undelivered.set(order.id, order);
  }

  private settle(id: string): void {
    const order = this.orders.get(id);
    if (order) order.state = 'delivered';
    this.undelivered.delete(id);
  }
}
