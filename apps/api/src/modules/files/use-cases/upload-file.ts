import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredFile } from '@penstock/connector-sdk';
import type { FileView, UploadQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { FileStatements } from '@penstock/runtime-adapters';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ApiConfig } from '../../../platform/config/api-config';
import { RequestError } from '../../../platform/problem/request.errors';
import { API_CONFIG } from '../../../platform/tokens';
import { FileError, fileRefusal } from '../files.errors';
import { FileShelf } from '../file-shelf';
import { withoutLongSilence } from '../steady-stream';

/** Nothing is held for a sender that has gone away without a word but its socket. */
const SILENCE_MS = 30_000;

@Injectable()
export class UploadFile {
  constructor(
    private readonly shelf: FileShelf,
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /**
   * Keeps the body of the request as a file, piece by piece.
   * @throws FileError, RequestError; nothing is kept then.
   */
  async execute(ctx: RequestContext, { name, mediaType, sha256 }: UploadQuery, request: FastifyRequest): Promise<FileView> {
    const { body, headers } = request;
    if (!(body instanceof Readable)) throw new RequestError('CONTENT_TYPE_UNSUPPORTED', 'This address takes a file as application/octet-stream. Nothing was kept.');
    if (headers['idempotency-key'] !== undefined && sha256 === undefined) throw withoutHash();
    if (Number(headers['content-length'] ?? 0) > this.config.fileLimitBytes) throw this.tooLarge();
    const storage = this.shelf.storage(ctx, (file, statement) => this.finish(ctx, { file, wanted: sha256 }, statement));
    try {
      const { handle } = await storage.put({ name, mediaType }, withoutLongSilence(body, SILENCE_MS));
      return await this.shelf.one(ctx, handle.replace('file_', ''));
    } catch (thrown) {
      throw fileRefusal(thrown);
    }
  }

  /** The file can be opened and is in the audit log from the same moment on. */
  private finish(ctx: RequestContext, { file, wanted }: Finished, statement: (statements: FileStatements) => Promise<void>): Promise<void> {
    if (wanted !== undefined && wanted !== file.sha256) throw changedOnItsWay();
    return this.unitOfWork.run(ctx, async (store) => {
      await statement(store.statements);
      const { handle, name, ...details } = file;
      store.record({ action: 'file.uploaded', object: { kind: 'file', id: handle.replace('file_', ''), name }, details });
    });
  }

  private tooLarge(): FileError {
    return new FileError('FILE_TOO_LARGE', `A file may have ${Math.floor(this.config.fileLimitBytes / (1024 * 1024))} MiB at most. Nothing was kept. Send it in parts.`);
  }
}

interface Finished {
  readonly file: StoredFile;
  readonly wanted: string | undefined;
}

const changedOnItsWay = (): FileError =>
  new FileError('FILE_CHANGED_ON_ITS_WAY', 'What arrived does not have the SHA-256 that was announced. Nothing was kept. Send the file again.');

const withoutHash = (): RequestError =>
  new RequestError('REQUEST_INVALID', 'With an Idempotency-Key the address names the content by its SHA-256. Nothing was kept.', {
    issues: [{ code: 'custom', path: 'sha256', message: 'Needed with an Idempotency-Key.' }],
  });
