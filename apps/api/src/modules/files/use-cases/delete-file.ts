import { Injectable } from '@nestjs/common';
import { deleteFile, fileInUse, UnitOfWork, type FileRow } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { FileError, fileNotFound } from '../files.errors';

@Injectable()
export class DeleteFile {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Takes a file away before its time. @throws FileError FILE_NOT_FOUND, FILE_IN_USE */
  execute(ctx: RequestContext, id: string): Promise<void> {
    return this.unitOfWork.run(ctx, async (store) => {
      const [found] = await store.query<{ isInUse: boolean }>(fileInUse, [id]);
      if (!found) throw fileNotFound();
      if (found.isInUse) {
        throw new FileError('FILE_IN_USE', 'A run that is still open, or an event on the unrouted shelf, may have to read this file. It was not deleted. Settle or cancel the run, replay the event first.');
      }
      const [gone] = await store.query<Pick<FileRow, 'name' | 'size' | 'sha256'>>(deleteFile, [id]);
      if (!gone) throw fileNotFound();
      const { name, size, sha256 } = gone;
      store.record({ action: 'file.deleted', object: { kind: 'file', id, name }, details: { size, sha256 } });
    });
  }
}
