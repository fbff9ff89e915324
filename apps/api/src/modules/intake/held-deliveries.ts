/**
 * Bytes of deliveries that this process holds, from the first piece that is read to the answer. Beyond the limit a
 * delivery is not read any further: what stands before the database must be bounded too, or memory grows at the door.
 */
export class HeldDeliveries {
  private bytes = 0;

  constructor(private readonly limitBytes: number) {}

  /** One delivery; whoever opens it must release it. */
  open(): HeldDelivery {
    let own = 0;
    return {
      take: (bytes) => {
        // A lone delivery has its own limit; refused here, it would be refused for ever.
        if (this.bytes > own && this.bytes + bytes > this.limitBytes) return false;
        own += bytes;
        this.bytes += bytes;
        return true;
      },
      release: () => {
        this.bytes -= own;
        own = 0;
      },
    };
  }
}

export interface HeldDelivery {
  /** @returns false when these bytes would be too much beside what is held already; they are not counted then. */
  take(bytes: number): boolean;
  release(): void;
}
