import { ConnectorFailure, type FileStorage, type SftpSession, type StoredFile } from '@penstock/connector-sdk';
import { stillGrowing } from './failures';
import { mediaTypeOf, nameOf } from './fields';

export const pathIn = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

export const timeText = (at: number): string => new Date(at).toISOString();

export interface FetchedFile {
  readonly file: StoredFile;
  readonly modifiedAt: number;
}

/**
 * A file of the server as a stored file.
 * @throws ConnectorFailure `SFTP_NOT_FOUND`, or `SFTP_FILE_GROWING` when it was not the same before and after; nothing
 *   of it is handed on then.
 */
export async function fetchFile(session: SftpSession, files: FileStorage, path: string): Promise<FetchedFile> {
  const before = await session.find(path);
  if (!before) throw noSuchFile(path);
  const name = nameOf(path);
  const file = await files.put({ name, mediaType: mediaTypeOf(name) }, session.read(path));
  const after = await session.find(path);
  if (!after || after.size !== file.size || after.size !== before.size || after.modifiedAt !== before.modifiedAt) throw stillGrowing(path);
  return { file, modifiedAt: after.modifiedAt };
}

const noSuchFile = (path: string): ConnectorFailure =>
  new ConnectorFailure({ class: 'business', code: 'SFTP_NOT_FOUND', message: `There is no file ${path}. Nothing was read.`, remedy: 'Check the path; somebody may have taken the file away.' });
