import { posix } from 'node:path';
import { ConnectorFailure } from '@penstock/connector-sdk';

/** A path on the server, below the root of the connection. @throws ConnectorFailure when it would lead out of it. */
export function pathBelow(root: string, path: string): string {
  const isOdd = /[\u0000-\u001f\u007f\\]/.test(path) || path.split('/').includes('..');
  const joined = posix.join('/', root, path);
  const folder = posix.join('/', root);
  if (!isOdd && (joined === folder || joined.startsWith(folder.endsWith('/') ? folder : `${folder}/`))) return joined;
  throw new ConnectorFailure({
    class: 'config',
    code: 'SFTP_PATH_INVALID',
    message: 'A path leaves the root folder of the connection, or holds characters that a path cannot have. Nothing was done.',
    remedy: 'Name files and folders relative to the root folder of the connection, with / and without “..”.',
  });
}
