import { ConnectorFailure, type ErrorEntry } from '@penstock/connector-sdk';

/**
 * A step of a write before which nobody at the other side can see anything: when its connection is lost, the file
 * certainly did not appear.
 */
export async function beforeItShows<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (thrown) {
    if (!(thrown instanceof ConnectorFailure) || thrown.class !== 'ambiguous') throw thrown;
    throw new ConnectorFailure(
      {
        ...thrown.details,
        class: 'not-sent',
        code: 'SFTP_NOT_SENT',
        message: 'The connection ended while the file was on its way under a temporary name. Nobody saw it, so nothing was sent.',
        remedy: 'It is tried again by itself.',
      },
      { cause: thrown },
    );
  }
}

/** Read back before it got its name. */
export const changedOnItsWay = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'not-sent',
    code: 'SFTP_CHANGED_ON_ITS_WAY',
    message: `What arrived for ${path} is not what was sent. It was left under its temporary name, so nobody saw it.`,
    remedy: 'It is tried again by itself. If it stays so, have the disk of the server looked at.',
  });

export const fileExists = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'SFTP_FILE_EXISTS',
    message: `There is a file ${path} already, with another content. It was not replaced, and nothing was sent.`,
    remedy: 'Choose a name that is not taken, or let the step replace files.',
  });

export const fileChanged = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'SFTP_FILE_CHANGED',
    message: `${path} is not the file it was when it was read. It was left as it is.`,
    remedy: 'Read the file again and start from there.',
  });

export const stillGrowing = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'SFTP_FILE_GROWING',
    message: `${path} changed while it was read: somebody is still writing it. Nothing of it was taken over.`,
    remedy: 'None: it is read again.',
  });

export const folderTooFull = (folder: string, most: number): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'SFTP_FOLDER_TOO_FULL',
    message: `${folder === '' ? 'The root folder' : folder} holds more than ${most} files that fit the names. None was taken.`,
    remedy: 'Have old files moved away, or narrow the names.',
  });

export const sftpErrors: readonly ErrorEntry[] = [
  { code: 'SFTP_NOT_REACHED', cause: 'The server could not be reached, or no session came about.', remedy: 'It is tried again by itself. If it stays so, check server and port.' },
  { code: 'SFTP_NOT_SENT', cause: 'The connection ended while a file was on its way under a temporary name.', remedy: 'It is tried again by itself.' },
  { code: 'SFTP_CHANGED_ON_ITS_WAY', cause: 'What arrived is not what was sent; nobody saw it.', remedy: 'It is tried again by itself.' },
  { code: 'SFTP_CONNECTION_LOST', cause: 'The connection ended before the answer to a request.', remedy: 'None: a read is repeated, a change is looked up first.' },
  { code: 'SFTP_SIGN_IN_REFUSED', cause: 'User, password or key are refused.', remedy: 'Enter them again and test the connection.' },
  { code: 'SFTP_KEY_UNREADABLE', cause: 'The private key is none, or its passphrase is another one.', remedy: 'Enter the whole key and its passphrase.' },
  { code: 'SFTP_HOST_KEY_UNKNOWN', cause: 'The server showed another key than the connection names: it may be another server.', remedy: 'Ask those who run the server for its key, by another way.' },
  { code: 'SFTP_ADDRESS_BLOCKED', cause: 'The server has an address of a private network.', remedy: 'Check the server; an administrator can allow a private host.' },
  { code: 'SFTP_NOT_FOUND', cause: 'There is no such file or folder.', remedy: 'Check the path.' },
  { code: 'SFTP_NOT_PERMITTED', cause: 'The user may not do this.', remedy: 'Have the right given to the user.' },
  { code: 'SFTP_NOT_OFFERED', cause: 'The server does not offer this, e.g. replacing a file in one step.', remedy: 'Choose another way.' },
  { code: 'SFTP_REFUSED', cause: 'The server refused, e.g. for a full disk.', remedy: 'Look at the server.' },
  { code: 'SFTP_PATH_INVALID', cause: 'A path leaves the root folder.', remedy: 'Name files relative to the root folder.' },
  { code: 'SFTP_FILE_EXISTS', cause: 'The name is taken by another file.', remedy: 'Choose another name, or let the step replace files.' },
  { code: 'SFTP_FILE_CHANGED', cause: 'The file is not the one that was read.', remedy: 'Read it again.' },
  { code: 'SFTP_FILE_GROWING', cause: 'The file changed while it was read.', remedy: 'None: it is read again.' },
  { code: 'SFTP_FOLDER_TOO_FULL', cause: 'The folder holds more files than are looked at.', remedy: 'Move old files away, or narrow the names.' },
  { code: 'SFTP_NOT_AVAILABLE', cause: 'The process has no way to SFTP servers.', remedy: 'Run the flow for real.' },
];
