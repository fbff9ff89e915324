import { createHash } from 'node:crypto';
import { fileGone, fileHasCardData, fileTooLarge, type FileContent, type FileStorage, type NewFile, type StoredFile } from '@penstock/connector-sdk';
import { addFilePiece, beginFile, completeFile, deleteFile, readFile, readFilePiece, type FileRow } from '@penstock/database';
import type { Ids } from '@penstock/kernel';
import { BytesGuard } from './bytes-guard';
import { inPieces } from './pieces';

/** Each statement commits by itself: a file that comes slowly holds neither a transaction nor a connection. */
export interface FileStatements {
  query(sql: string, values: readonly unknown[]): Promise<readonly unknown[]>;
}

export interface FileStorageOptions {
  readonly statements: FileStatements;
  readonly organizationId: string;
  readonly ids: Ids;
  readonly origin: FileRow['origin'];
  /** For people: who brought it in. */
  readonly createdBy: string;
  readonly keepDays: number;
  readonly maxBytes: number;
  /** The last statement, for those who have something to record with it. Default: `statements`. */
  complete?(file: StoredFile, statement: (statements: FileStatements) => Promise<void>): Promise<void>;
}

/** Days a file is kept: one that was brought in as long as production’s events, one that a step made as long as its data. */
export const fileKeepDays = { upload: 400, step: 90 } as const;

const PIECE_BYTES = 256 * 1024;
const PREFIX = 'file_';

/** The storage port in Postgres, for one organisation (ADR 0017). */
export class PostgresFileStorage implements FileStorage {
  constructor(private readonly options: FileStorageOptions) {}

  async put(file: NewFile, content: FileContent): Promise<StoredFile> {
    const { organizationId, ids, origin, createdBy, keepDays } = this.options;
    const id = ids.next();
    await this.query(beginFile, [organizationId, id, file.name, file.mediaType, origin, createdBy, keepDays]);
    try {
      const written = await this.write(id, content);
      const stored = { handle: `${PREFIX}${id}`, name: file.name, mediaType: file.mediaType, ...written };
      await this.complete(id, stored);
      return stored;
    } catch (thrown) {
      // What cannot be taken away now is by the retention: it was never complete.
      await this.query(deleteFile, [organizationId, id]).catch(() => undefined);
      throw thrown;
    }
  }

  async describe(handle: string): Promise<StoredFile> {
    const [row] = (await this.query(readFile, [this.options.organizationId, idOf(handle)])) as readonly FileRow[];
    if (!row) throw fileGone(handle);
    return storedFileOf(row);
  }

  async *open(handle: string): FileContent {
    const { size } = await this.describe(handle);
    let read = 0;
    for (let position = 0; read < size; position += 1) {
      const [row] = (await this.query(readFilePiece, [this.options.organizationId, idOf(handle), position])) as readonly { readonly bytes: Buffer }[];
      if (!row) throw fileGone(handle);
      read += row.bytes.length;
      yield row.bytes;
    }
  }

  private async write(id: string, content: FileContent): Promise<Pick<StoredFile, 'size' | 'sha256'>> {
    const { organizationId, maxBytes } = this.options;
    const [guard, hash] = [new BytesGuard(), createHash('sha256')];
    let [size, position] = [0, 0];
    for await (const bytes of inPieces(content, PIECE_BYTES)) {
      size += bytes.length;
      if (size > maxBytes) throw fileTooLarge(maxBytes);
      if (guard.refuses(bytes)) throw fileHasCardData();
      hash.update(bytes);
      await this.query(addFilePiece, [organizationId, id, position, bytes]);
      position += 1;
    }
    if (guard.refusesAtEnd()) throw fileHasCardData();
    return { size, sha256: hash.digest('hex') };
  }

  private async complete(id: string, file: StoredFile): Promise<void> {
    const { organizationId, statements, complete = (_file, statement) => statement(statements) } = this.options;
    await complete(file, async (within) => {
      const rows = await within.query(completeFile, [organizationId, id, file.size, file.sha256]);
      if (rows.length === 0) throw fileGone(file.handle);
    });
  }

  private query(sql: string, values: readonly unknown[]): Promise<readonly unknown[]> {
    return this.options.statements.query(sql, values);
  }
}

export const storedFileOf = (row: FileRow): StoredFile => ({ handle: `${PREFIX}${row.id}`, name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256 });

/** What is no handle of ours belongs to nobody. @throws ConnectorFailure FILE_GONE */
function idOf(handle: string): string {
  const id = /^file_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(handle)?.[1];
  if (id === undefined) throw fileGone(handle);
  return id;
}
