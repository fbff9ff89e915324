import { defineConnector, fileErrors } from '@penstock/connector-sdk';
import { deleteFile } from './actions/delete-file';
import { listFiles } from './actions/list-files';
import { moveFile } from './actions/move-file';
import { readFile } from './actions/read-file';
import { writeFile } from './actions/write-file';
import { connection } from './connection';
import { sftpErrors } from './failures';
import { newFile } from './triggers/new-file';

/** Files on the server of a bank, a carrier or a customer. */
export const sftp = defineConnector({
  id: 'sftp',
  title: 'SFTP',
  summary: 'Fetches files from and sends files to SFTP servers; starts flows for new files.',
  category: 'general',
  // A folder with an arrow to either side.
  mark: 'M3 4h6l2 3h10v13H3zm2 2v12h14V9h-9L8 6zm5 5v5l-3-2.500zm4 0l3 2.500-3 2.500z',
  apiRevision: 'SSH File Transfer Protocol, version 3',
  connection,
  actions: [listFiles, readFile, writeFile, moveFile, deleteFile],
  triggers: [newFile],
  errors: [...sftpErrors, ...fileErrors],
  limits: [
    'The key of the server is part of the connection; a server that shows another one is told nothing.',
    'Steps see what lies below the root folder. Addresses inside private networks need an administrator’s leave.',
    'A folder is listed up to 10,000 files, and watched up to 5,000. Folders below it are not looked at, and are not made.',
    'A file is sent under a temporary name, read back, and then renamed: the receiver never sees half of one.',
    'Where the receiver takes files away, a lost answer to the renaming is a person’s to decide.',
    'A file is at most as large as one that is kept (100 MiB unless an administrator says otherwise).',
  ],
});
