import { ConnectorFailure, quoted, type FailureDetails } from '@penstock/connector-sdk';
import { BlockedAddress } from '../http/address-guard';

/** What a request of a session was about, for people and for the class of its failure. */
export interface SftpRequest {
  readonly host: string;
  /** E.g. `read /in/a.csv`. */
  readonly what: string;
  scrub(text: string): string;
}

/** Status codes of the SFTP protocol, version 3 (draft-ietf-secsh-filexfer-02 §7). */
const status = { noSuchFile: 2, permissionDenied: 3, unsupported: 8 } as const;
/** Beyond these the server has no word about the file: the connection itself is over. */
const connectionOver: readonly unknown[] = [undefined, 6, 7];

export const isNoSuchFile = (thrown: unknown): boolean => codeOf(thrown) === status.noSuchFile;

/** A request that the server refused, or that the connection did not survive. */
export function requestFailure(thrown: unknown, request: SftpRequest): unknown {
  if (thrown instanceof ConnectorFailure) return thrown;
  const code = codeOf(thrown);
  // A word of the server has a number; errors of sockets have names.
  if (typeof code !== 'number' || connectionOver.includes(code)) return connectionLost(request);
  return new ConnectorFailure({ ...refusal(code, wordsOf(thrown, request), request), remoteCode: String(code), exchange: { request: `SFTP ${request.what} on ${request.host}` } });
}

function refusal(code: number, words: string, { host, what }: SftpRequest): FailureDetails {
  if (code === status.noSuchFile) {
    return { class: 'business', code: 'SFTP_NOT_FOUND', message: `${host} has no such file or folder (${what}). Nothing was changed there.`, remedy: 'Check the path; the other side may have taken the file away.' };
  }
  if (code === status.permissionDenied) {
    return { class: 'config', code: 'SFTP_NOT_PERMITTED', message: `${host} does not permit this (${what}). Nothing was changed there.`, remedy: 'Have the user of the connection given the right to do it, then retry the run.' };
  }
  if (code === status.unsupported) {
    return { class: 'config', code: 'SFTP_NOT_OFFERED', message: `${host} does not offer this (${what}). Nothing was changed there.`, remedy: 'Choose another way, e.g. a name that is not taken instead of replacing a file.' };
  }
  return { class: 'business', code: 'SFTP_REFUSED', message: `${host} refused (${what}): ${words}. Nothing was changed there.`, remedy: 'Look at the server: a full disk, a name that is taken, a folder instead of a file.' };
}

/** `what` may have been done. */
export const connectionLost = ({ host, what }: SftpRequest): ConnectorFailure =>
  new ConnectorFailure({
    class: 'ambiguous',
    code: 'SFTP_CONNECTION_LOST',
    message: `The connection to ${host} ended before the answer came (${what}). It is not known whether it was carried out.`,
    remedy: 'The platform looks at the files before anything is done again.',
  });

export interface SessionStart {
  readonly host: string;
  /** The key the server showed when it was not the one of the connection. */
  readonly strangeKey: string | undefined;
  scrub(text: string): string;
}

/** No session came about: nothing was read, and nothing changed. */
export function startFailure(thrown: unknown, { host, strangeKey, scrub }: SessionStart): unknown {
  if (thrown instanceof ConnectorFailure) return thrown;
  if (strangeKey !== undefined) return strangeServer(host, strangeKey);
  if (thrown instanceof BlockedAddress) return blocked(host);
  const { level = '', message = '' } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { level?: string; message?: string };
  if (level === 'client-authentication') {
    return new ConnectorFailure({ class: 'auth', code: 'SFTP_SIGN_IN_REFUSED', message: `${host} refused the user, the password or the key. Nothing was done there.`, remedy: 'Enter them again and test the connection.' });
  }
  if (/privateKey|passphrase/i.test(message)) {
    return new ConnectorFailure({ class: 'config', code: 'SFTP_KEY_UNREADABLE', message: `The private key of the connection cannot be read: it is no key, or its passphrase is another one. ${host} was not asked to do anything.`, remedy: 'Enter the whole key, in OpenSSH or PEM form, and its passphrase, then test the connection.' });
  }
  const reason = String(codeOf(thrown) ?? '') || scrub(message).slice(0, 100) || 'connection failed';
  return new ConnectorFailure({ class: 'not-sent', code: 'SFTP_NOT_REACHED', message: `${host} could not be reached (${reason}). Nothing was done there.`, remedy: 'It is tried again by itself. If it stays so, check server and port, and whether the server is up.' });
}

const strangeServer = (host: string, shown: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'SFTP_HOST_KEY_UNKNOWN',
    message: `${host} showed a key that is not the one of the connection. It may be another server: neither user nor password were told to it.`,
    remedy: `Ask those who run the server for its key by another way than this connection. Only if it is ${shown}, enter that in the connection.`,
  });

const blocked = (host: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'SFTP_ADDRESS_BLOCKED',
    message: `${host} is an address inside a private network, and this connection may not go there. Nothing was done there.`,
    remedy: 'Check the server in the connection; an administrator can allow a private host for it.',
  });

const codeOf = (thrown: unknown): unknown => (typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined);
const wordsOf = (thrown: unknown, { scrub }: SftpRequest): string => quoted(scrub((thrown as { message?: string }).message ?? ''));
