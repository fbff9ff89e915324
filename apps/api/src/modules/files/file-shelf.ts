import { Inject, Injectable } from '@nestjs/common';
import type { FileView, Page, PageQuery } from '@penstock/contracts';
import { listFiles, readFile, UnitOfWork, type FileRow } from '@penstock/database';
import type { Ids } from '@penstock/kernel';
import { fileKeepDays, PostgresFileStorage, storedFileOf, type FileStorageOptions } from '@penstock/runtime-adapters';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ApiConfig } from '../../platform/config/api-config';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { API_CONFIG, IDS } from '../../platform/tokens';
import { fileNotFound } from './files.errors';

/** The files of the organisation a request is made for; every statement runs behind row security. */
@Injectable()
export class FileShelf {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  storage(ctx: RequestContext, complete?: FileStorageOptions['complete']): PostgresFileStorage {
    return new PostgresFileStorage({
      statements: {
        query: (sql, values) =>
          this.unitOfWork.run(ctx, (store) => {
            // Pieces say nothing: the file is recorded with its last statement.
            store.recordNothing();
            return store.statements.query(sql, values);
          }),
      },
      organizationId: ctx.organizationId,
      ids: this.ids,
      origin: 'upload',
      createdBy: ctx.actor.name,
      keepDays: fileKeepDays.upload,
      maxBytes: this.config.fileLimitBytes,
      ...(complete && { complete }),
    });
  }

  async page(ctx: RequestContext, { cursor, limit }: PageQuery): Promise<Page<FileView> & { items: FileView[] }> {
    const rows = await this.unitOfWork.read(ctx).query<FileRow>(listFiles, [idFromCursor(cursor), limit + 1]);
    return pageFrom(rows, limit, fileViewFrom);
  }

  /** @throws FileError FILE_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<FileView> {
    const [row] = await this.unitOfWork.read(ctx).query<FileRow>(readFile, [id]);
    if (!row) throw fileNotFound();
    return fileViewFrom(row);
  }
}

const fileViewFrom = (row: FileRow): FileView => ({
  id: row.id,
  ...storedFileOf(row),
  origin: row.origin,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});
