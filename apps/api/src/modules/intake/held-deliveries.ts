/**
 * Memory of deliveries that this process holds, from before the first byte is read to the answer: what stands before
 * the database must be bounded too, or memory grows at the door.
 *
 * M1 A delivery's announced size is reserved as a whole or it is not read at all. Counted piece by piece, a flood of
 *    large ones ate up the room together and none came through (measured: 12 of 300 in three minutes).
 * M2 Small deliveries have room of their own: what makes a company's events is small, and nobody who announces large
 *    bodies and takes his time can keep them out.
 */
export class HeldDeliveries {
  private readonly held = { small: 0, large: 0 };

  /** @param limitBytes of the small ones together, and of the large ones together. */
  constructor(private readonly limitBytes: number) {}

  /** @returns what must be called once the delivery is answered; undefined when there is no room for it now. */
  reserve(bytes: number): (() => void) | undefined {
    const room = bytes <= SMALL_BYTES ? 'small' : 'large';
    // A lone delivery has its own limit; refused here, it would be refused for ever.
    if (this.held[room] > 0 && this.held[room] + bytes > this.limitBytes) return undefined;
    this.held[room] += bytes;
    return () => void (this.held[room] -= bytes);
  }
}

/** Nearly every webhook; four thousand of them at once fill their room. */
export const SMALL_BYTES = 16 * 1024;
