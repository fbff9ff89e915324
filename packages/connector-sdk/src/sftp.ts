import type { FileContent } from './file-storage';
import type { SecretRef } from './http';

/**
 * The port for files on an SFTP server. The implementation (runtime-adapters, on ssh2) owns sockets, the address guard,
 * time-outs, redaction, the sign-in and the check of the server's key: connector code never sees a password or key (S12).
 */
export interface SftpClient {
  /**
   * One signed-in session for all that `work` does; it ends with it. Nothing is repeated.
   * @throws ConnectorFailure class `not-sent` when the server could not be reached, `auth` when it refused the sign-in,
   *   `config` when it showed another key than the connection names, and whatever `work` throws.
   */
  session<T>(work: (session: SftpSession) => Promise<T>): Promise<T>;
}

/**
 * Paths are relative to the root folder of the connection, with `/`; one that climbs out by `..` is refused.
 * Every method throws ConnectorFailure: `ambiguous` when the connection was lost before the answer, `business` or
 * `config` for what the server refused, `not-sent` when the process may not send now.
 */
export interface SftpSession {
  /** Files and folders in it, in the server's order; neither `.` nor `..`. */
  list(folder: string): Promise<readonly SftpEntry[]>;
  /** Undefined only when the server says that there is none: an error is never absence. */
  find(path: string): Promise<SftpEntry | undefined>;
  read(path: string): FileContent;
  /** Reads it whole and keeps nothing. */
  digest(path: string): Promise<{ readonly size: number; readonly sha256: string }>;
  /** Makes the file, or empties the one that is there, and fills it; resolves when the server has closed it. */
  write(path: string, content: FileContent): Promise<void>;
  /** `replace`: over a file that is there, in one step, for servers that can. Without it such a rename is refused by the server. */
  rename(from: string, to: string, options?: { readonly replace?: boolean }): Promise<void>;
  remove(path: string): Promise<void>;
}

export interface SftpEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Milliseconds by the server's clock, in whole seconds. */
  readonly modifiedAt: number;
}

/** Where a connection's files are, as data. */
export interface SftpServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly signIn: { readonly password: SecretRef } | { readonly privateKey: SecretRef; readonly passphrase?: SecretRef };
  /** SHA-256 of the server's key as OpenSSH writes it, `SHA256:…`: without a match not even the user's name is told. */
  readonly hostKey: string;
  /** Absolute, e.g. `/outbound`. */
  readonly root: string;
}
