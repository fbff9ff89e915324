import { PenstockError } from '@penstock/kernel';
import type { CommitterBounds } from './intake-bounds';

/**
 * Turns many small durable writes into few: whatever has gathered while a statement was under way goes out in the next.
 *
 * C1 Flush when a slot is free; no timer, so a lone write is not delayed (measured average batch 36 at 128 connections).
 * C2 Every item gets the answer of a committed statement, or an error; none is dropped.
 * C3 A row the database refuses (class 22/23) fails alone: the batch is halved down to it, its neighbours succeed.
 * C4 A lost connection is met by repeating the same statement: statements are idempotent by their ids.
 * C5 What waits is bounded by rows, bytes and age: beyond a bound `submit` refuses at once instead of growing memory.
 * C6 A statement carries at most `maxBatchBytes`, or a single row: encoding it takes several times its size.
 */
export class StoreBusy extends PenstockError<'STORE_BUSY'> {
  constructor(message = 'The database does not keep up; nothing was stored. Send it again in a moment.') {
    super('STORE_BUSY', message);
  }
}

export interface CommitterOptions<Item = never> {
  readonly maxBatch?: number;
  readonly maxBatchBytes?: number;
  readonly bounds?: Partial<CommitterBounds>;
  /** Bytes of memory an item holds while it waits; without it nothing is bounded by bytes. */
  readonly sizeOf?: (item: Item) => number;
  /** Statements under way at once: one fills while another waits for the disk. */
  readonly slots?: number;
  /** How long a lost connection is met with repeats before the items fail. */
  readonly retryForMs?: number;
  readonly pause: (ms: number) => Promise<void>;
  readonly monotonic: () => number;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly bytes: number;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_BATCH = 256;
const MAX_BATCH_BYTES = 1024 * 1024;
const MAX_ROWS = 20_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

export class GroupCommitter<Item, Answer> {
  private queue: Waiting<Item, Answer>[] = [];
  private busySlots = 0;
  /** Of every item without an answer. */
  private heldBytes = 0;

  constructor(
    private readonly write: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly options: CommitterOptions<Item>,
  ) {}

  submit(item: Item): Promise<Answer> {
    const { sizeOf, monotonic, slots = 2 } = this.options;
    const [bytes, since] = [sizeOf?.(item) ?? 0, monotonic()];
    if (this.isBeyondBounds(bytes, since)) return Promise.reject(new StoreBusy());
    this.heldBytes += bytes;
    return new Promise((resolve, reject) => {
      this.queue.push({ item, bytes, since, resolve, reject });
      if (this.busySlots < slots) this.startSlot();
    });
  }

  /** Whatever came now would be refused. Asked before work is done for it: a flood is not refused at the price of taking it. */
  get isBusy(): boolean {
    return this.isBeyondBounds(1, this.options.monotonic());
  }

  private isBeyondBounds(bytes: number, now: number): boolean {
    const { maxRows = MAX_ROWS, maxBytes = Infinity, maxWaitMs = Infinity } = this.options.bounds ?? {};
    const [oldest] = this.queue;
    // A lone item is taken whatever its size: refused now, it would be refused for ever.
    const isTooMuch = this.heldBytes > 0 && this.heldBytes + bytes > maxBytes;
    return this.queue.length >= maxRows || isTooMuch || (oldest !== undefined && now - oldest.since > maxWaitMs);
  }

  private startSlot(): void {
    this.busySlots += 1;
    // Let everything that arrives in this turn of the event loop join the batch.
    setImmediate(() => void this.runSlot());
  }

  private async runSlot(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.takeBatch();
      await this.flush(batch);
      for (const { bytes } of batch) this.heldBytes -= bytes;
    }
    this.busySlots -= 1;
  }

  private takeBatch(): readonly Waiting<Item, Answer>[] {
    const { maxBatch = MAX_BATCH, maxBatchBytes = MAX_BATCH_BYTES } = this.options;
    let [count, bytes] = [0, 0];
    for (const waiting of this.queue) {
      bytes += waiting.bytes;
      if (count === maxBatch || (count > 0 && bytes > maxBatchBytes)) break;
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  private async flush(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.writeWithRepeats(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (!isDataError(error) || batch.length === 1) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.flush(batch.slice(0, middle));
      await this.flush(batch.slice(middle));
    }
  }

  private async writeWithRepeats(items: readonly Item[]): Promise<readonly Answer[]> {
    const { monotonic, pause, retryForMs = 10_000 } = this.options;
    const giveUpAt = monotonic() + retryForMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.write(items);
      } catch (error) {
        if (!isPassing(error) || monotonic() > giveUpAt) throw error;
        await pause(pauseMs);
      }
    }
  }
}

const sqlState = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** Bad data or a violated constraint: the row's own fault. */
const isDataError = (error: unknown): boolean => /^(22|23)/.test(sqlState(error));

/** Connection trouble, shutdown, out of resources, deadlock or serialisation: the same statement may work next time. */
export function isPassing(error: unknown): boolean {
  const code = sqlState(error);
  if (/^(08|53|57P|40)/.test(code) || /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH)/.test(code)) return true;
  return error instanceof Error && /Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout/i.test(error.message);
}
