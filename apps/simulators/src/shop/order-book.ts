import type { JournalRecord, SimulatorRequest } from '@penstock/connector-sdk/simulator';

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
}

/** The shop's outbox. Orders and deliveries are in its journal, so a killed shop goes on where it was. */
export class OrderBook {
  private readonly orders = new Map<string, BookedOrder>();
  private count = 0;

  all(): readonly BookedOrder[] {
    return [...this.orders.values()];
  }
  find(id: string): BookedOrder | undefined {
    return this.orders.get(id);
  }
  pending(): readonly BookedOrder[] {
    return this.all().filter(({ state }) => state === 'pending');
  }

  /** Unique over restarts: the count continues from the journal, the time tells books apart. */
  nextId(now: number): string {
    this.count += 1;
    return `WEB-${now.toString(36).toUpperCase()}-${this.count}`;
  }

  book(order: BookedOrder, journal: Pick<SimulatorRequest, 'remember'>): void {
    journal.remember({ kind: 'order-placed', data: order });
    this.orders.set(order.id, order);
  }

  delivered(id: string, journal: Pick<SimulatorRequest, 'remember'>): void {
    journal.remember({ kind: 'order-delivered', data: { id } });
    const order = this.orders.get(id);
    if (order) order.state = 'delivered';
  }

  restore({ kind, data }: JournalRecord): void {
    if (kind === 'order-placed') {
      const order = data as BookedOrder;
      this.orders.set(order.id, { ...order });
      this.count += 1;
    }
    const known = kind === 'order-delivered' ? this.orders.get((data as { id: string }).id) : undefined;
    if (known) known.state = 'delivered';
  }

  clear(): void {
    this.orders.clear();
  }
}
