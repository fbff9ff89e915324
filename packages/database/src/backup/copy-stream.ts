/**
 * COPY through the plain `pg` client, so that backup and archive need neither pg_dump nor another library.
 * COPY's text form is exact for every column type, one row per line, and a row is never the line `\.`.
 *
 * C1 Memory is bounded: the socket is paused while the consumer is busy, and chunks wait for the socket to drain.
 * C2 A failure on either side ends the COPY on both; the client is usable again afterwards.
 */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Client, Connection } from 'pg';

/** What the wire protocol of `pg` offers and its types leave out. */
interface CopyConnection {
  readonly stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Chunks waiting above this pause the socket. */
const HIGH_WATER = 16;

class CopyOutQuery {
  readonly chunks: Buffer[] = [];
  ended = false;
  failure: Error | undefined;
  private socket: Duplex | undefined;
  private announce: () => void = () => undefined;

  constructor(private readonly text: string) {}

  submit(connection: Connection): void {
    const wire = connection as unknown as CopyConnection;
    this.socket = wire.stream;
    wire.query(this.text);
  }
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.chunks.push(chunk);
    if (this.chunks.length > HIGH_WATER) this.socket?.pause();
    this.announce();
  }
  handleError(error: Error): void {
    this.failure = error;
    this.announce();
  }
  handleReadyForQuery(): void {
    this.ended = true;
    this.announce();
  }
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}

  async next(): Promise<Buffer | undefined> {
    while (this.chunks.length === 0 && !this.ended && !this.failure) {
      this.socket?.resume();
      await new Promise<void>((resolve) => (this.announce = resolve));
    }
    if (this.failure) throw this.failure;
    return this.chunks.length > 0 ? Buffer.concat(this.chunks.splice(0)) : undefined;
  }

  /** Reads what is left into nothing: the connection must not stay in the middle of a COPY. */
  async discard(): Promise<void> {
    while (!this.ended && !this.failure) await this.next();
    this.socket?.resume();
  }
}

/** The rows of a query in COPY text form, each line ended. `text` is `copy (…) to stdout`. */
export async function* copyOut(client: Client, text: string): AsyncGenerator<Buffer> {
  const query = client.query(new CopyOutQuery(text));
  try {
    for (let chunk = await query.next(); chunk; chunk = await query.next()) yield chunk;
  } finally {
    await query.discard();
  }
}

class CopyInQuery {
  readonly started: Promise<CopyConnection>;
  readonly finished: Promise<void>;
  private start!: (connection: CopyConnection) => void;
  private finish!: () => void;
  private fail!: (error: Error) => void;
  private failure: Error | undefined;

  constructor(private readonly text: string) {
    this.finished = new Promise<void>((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
    this.started = new Promise<CopyConnection>((resolve, reject) => {
      this.start = resolve;
      this.finished.catch(reject);
    });
    this.started.catch(() => undefined);
  }

  submit(connection: Connection): void {
    (connection as unknown as CopyConnection).query(this.text);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    this.start(connection);
  }
  handleError(error: Error): void {
    this.failure = error;
    this.fail(error);
  }
  handleReadyForQuery(): void {
    if (!this.failure) this.finish();
  }
  handleCommandComplete(): void {}
}

/** One running `copy … from stdin`. */
export class CopyIn {
  private readonly query: CopyInQuery;

  constructor(client: Client, text: string) {
    this.query = client.query(new CopyInQuery(text));
  }

  async write(chunk: Buffer): Promise<void> {
    const connection = await this.query.started;
    connection.sendCopyFromChunk(chunk);
    if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), this.query.finished]);
  }

  /** @throws whatever Postgres found wrong with the rows. */
  async end(): Promise<void> {
    (await this.query.started).endCopyFrom();
    await this.query.finished;
  }

  async abandon(reason: string): Promise<void> {
    await this.query.started.then(
      (connection) => connection.sendCopyFail(reason),
      () => undefined,
    );
    await this.query.finished.catch(() => undefined);
  }
}
