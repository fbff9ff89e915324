import { createHash } from 'node:crypto';
import type { FileContent, SftpEntry, SftpSession } from '@penstock/connector-sdk';
import type { SFTPWrapper, Stats } from 'ssh2';
import { inPieces } from '../files/pieces';
import { isNoSuchFile, requestFailure, type SftpRequest } from './sftp-failures';
import { pathBelow } from './sftp-paths';
import type { SshConnection } from './ssh-connection';

export interface SftpSessionOptions {
  readonly connection: SshConnection;
  readonly host: string;
  readonly root: string;
  /** For the answer to one request. */
  readonly timeoutMs: number;
  /** @throws ConnectorFailure when this process may not change anything now. */
  assertMayStart(): void;
  scrub(text: string): string;
}

type Begin<T> = (sftp: SFTPWrapper, done: (error: Error | null | undefined, value: T) => void) => void;

const PIECE_BYTES = 32 * 1024;

/** One session, request by request: every answer is waited for, and none is taken for granted. */
export class Ssh2Session implements SftpSession {
  constructor(private readonly options: SftpSessionOptions) {}

  async list(folder: string): Promise<readonly SftpEntry[]> {
    const path = this.below(folder);
    const entries = await this.ask<readonly { filename: string; attrs: Stats }[]>(`list ${path}`, (sftp, done) => sftp.readdir(path, done));
    return entries.filter(({ filename }) => filename !== '.' && filename !== '..').map(({ filename, attrs }) => entryOf(filename, attrs));
  }

  async find(path: string): Promise<SftpEntry | undefined> {
    const place = this.below(path);
    try {
      const stats = await this.request<Stats>((sftp, done) => sftp.stat(place, done));
      return entryOf(place.slice(place.lastIndexOf('/') + 1), stats);
    } catch (thrown) {
      if (isNoSuchFile(thrown)) return undefined;
      throw this.failure(thrown, `look at ${place}`);
    }
  }

  async *read(path: string): FileContent {
    const place = this.below(path);
    const what = `read ${place}`;
    const handle = await this.ask<Buffer>(what, (sftp, done) => sftp.open(place, 'r', done));
    try {
      for (let position = 0; ; ) {
        const bytes = await this.readPiece({ handle, position }, what);
        if (bytes.length === 0) break;
        position += bytes.length;
        yield bytes;
      }
    } finally {
      this.options.connection.sftp.close(handle, () => undefined);
    }
  }

  async digest(path: string): Promise<{ size: number; sha256: string }> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const bytes of this.read(path)) {
      hash.update(bytes);
      size += bytes.length;
    }
    return { size, sha256: hash.digest('hex') };
  }

  async write(path: string, content: FileContent): Promise<void> {
    const place = this.below(path);
    const what = `write ${place}`;
    this.options.assertMayStart();
    const handle = await this.ask<Buffer>(what, (sftp, done) => sftp.open(place, 'w', done));
    let position = 0;
    for await (const bytes of inPieces(content, PIECE_BYTES)) {
      const at = position;
      await this.ask<void>(what, (sftp, done) => sftp.write(handle, bytes, 0, bytes.length, at, (error) => done(error, undefined)));
      position += bytes.length;
    }
    await this.ask<void>(what, (sftp, done) => sftp.close(handle, (error) => done(error, undefined)));
  }

  async rename(from: string, to: string, { replace = false } = {}): Promise<void> {
    const [source, target] = [this.below(from), this.below(to)];
    this.options.assertMayStart();
    await this.ask<void>(`rename ${source} to ${target}`, (sftp, done) => {
      const answered = (error: Error | null | undefined) => done(error, undefined);
      if (replace) replaceBy(sftp, { source, target }, answered);
      else sftp.rename(source, target, answered);
    });
  }

  async remove(path: string): Promise<void> {
    const place = this.below(path);
    this.options.assertMayStart();
    await this.ask<void>(`delete ${place}`, (sftp, done) => sftp.unlink(place, (error) => done(error, undefined)));
  }

  /** Empty at the end of the file. */
  private async readPiece({ handle, position }: { readonly handle: Buffer; readonly position: number }, what: string): Promise<Buffer> {
    try {
      return await this.request<Buffer>((sftp, done) => {
        sftp.read(handle, Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, position, (error, count, buffer) => done(error, buffer?.subarray(0, count)));
      });
    } catch (thrown) {
      if (isEndOfFile(thrown)) return Buffer.alloc(0);
      throw this.failure(thrown, what);
    }
  }

  private async ask<T>(what: string, begin: Begin<T>): Promise<T> {
    try {
      return await this.request(begin);
    } catch (thrown) {
      throw this.failure(thrown, what);
    }
  }

  /** @throws the server's word with its number, or an error without one when none came. */
  private async request<T>(begin: Begin<T>): Promise<T> {
    const { connection, timeoutMs } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        connection.close();
        reject(Object.assign(new TypeError('no answer in time'), { code: 'ETIMEDOUT' }));
      }, timeoutMs);
    });
    const answer = new Promise<T>((resolve, reject) => begin(connection.sftp, (error, value) => (error ? reject(error) : resolve(value))));
    try {
      return await Promise.race([answer, connection.broken, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  private failure(thrown: unknown, what: string): unknown {
    const { host, scrub } = this.options;
    const request: SftpRequest = { host, what, scrub };
    return requestFailure(thrown, request);
  }

  private below(path: string): string {
    return pathBelow(this.options.root, path);
  }
}

/** The end of a file is a status of its own. */
const isEndOfFile = (thrown: unknown): boolean => (thrown as { code?: unknown } | undefined)?.code === 1;

function replaceBy(sftp: SFTPWrapper, { source, target }: { readonly source: string; readonly target: string }, answered: (error?: Error | null) => void): void {
  try {
    sftp.ext_openssh_rename(source, target, answered);
  } catch (cause) {
    // Known before anything is sent: the server did not name the extension when the session began.
    answered(Object.assign(new TypeError('not offered', { cause }), { code: 8 }));
  }
}

const entryOf = (name: string, stats: Stats): SftpEntry => ({
  name,
  kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
  size: stats.size,
  modifiedAt: stats.mtime * 1000,
});
