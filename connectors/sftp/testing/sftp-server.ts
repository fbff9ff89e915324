import { createHash } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { invariant } from '@penstock/kernel';
import { Server, utils, type Attributes, type Connection, type SFTPWrapper } from 'ssh2';

/** Requests by the names of the protocol. */
export type SftpRequestName = 'OPEN' | 'READ' | 'WRITE' | 'CLOSE' | 'RENAME' | 'REMOVE' | 'STAT' | 'OPENDIR';

/** What a server may do to its clients; `on` is the beginning of `<request> <path>`, e.g. `RENAME /out`. */
export interface SftpFault {
  readonly on: string;
  /** `refuse-…`: answers that status and does nothing. The others do or do not do it, and then hang up or fall silent. */
  readonly does: 'refuse-failure' | 'refuse-permission' | 'hang-up-before' | 'hang-up-after' | 'fall-silent-after' | 'damage';
  /** How many of these requests go well before. */
  readonly after?: number;
}

export interface RemoteFile {
  bytes: Buffer;
  /** Seconds. */
  modifiedAt: number;
}

export interface SftpServer {
  readonly port: number;
  /** As OpenSSH writes it. */
  readonly hostKey: string;
  /** By absolute path. */
  readonly files: Map<string, RemoteFile>;
  readonly folders: Set<string>;
  /** Every request, e.g. `OPEN /out/.a.part`. */
  readonly requests: readonly string[];
  /** Names and sign-in methods that were tried. */
  readonly signIns: readonly string[];
  put(path: string, content: string | Buffer, modifiedAt?: number): void;
  textOf(path: string): string | undefined;
  misbehave(...faults: readonly SftpFault[]): void;
  close(): Promise<void>;
}

export const sftpPassword = 'canary-sftp-5e20';
const key = utils.generateKeyPairSync('ed25519');
/** The one key that may sign in, and the same one behind a passphrase. */
export const userKey = utils.generateKeyPairSync('ed25519');
export const lockedKey = utils.generateKeyPairSync('ed25519', { passphrase: 'canary-phrase-77', cipher: 'aes256-ctr', rounds: 4 });

const { STATUS_CODE, OPEN_MODE } = utils.sftp;
/** Seconds; files that are written get the next one. */
const firstTime = 1_777_000_000;

/** A real SSH server on this machine with files in memory, on ssh2. */
export async function startSftpServer({ dialogue = false, replaces = true }: { readonly dialogue?: boolean; readonly replaces?: boolean } = {}): Promise<SftpServer> {
  const state: ServerState = { files: new Map(), folders: new Set(['/', '/in', '/out', '/done']), requests: [], signIns: [], faults: [], time: firstTime, replaces };
  const connections = new Set<Connection>();
  const server = new Server({ hostKeys: [key.private] }, (connection) => {
    connections.add(connection);
    socketOf(connection).setNoDelay(true);
    connection.on('error', () => undefined).on('close', () => connections.delete(connection));
    signIn(connection, state, dialogue);
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), { state, cut: () => void socketOf(connection).destroy() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const parsed = utils.parseKey(key.public);
  invariant(!(parsed instanceof Error), 'the key of the server can be read');
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${createHash('sha256').update((Array.isArray(parsed) ? parsed[0] : parsed).getPublicSSH()).digest('base64').replace(/=+$/, '')}`,
    files: state.files,
    folders: state.folders,
    requests: state.requests,
    signIns: state.signIns,
    put: (path, content, modifiedAt) => void state.files.set(path, { bytes: Buffer.from(content), modifiedAt: modifiedAt ?? (state.time += 1) }),
    textOf: (path) => state.files.get(path)?.bytes.toString('utf8'),
    misbehave: (...faults) => void (state.faults = faults.map((fault) => ({ ...fault, left: fault.after ?? 0 }))),
    close: () => {
      for (const connection of connections) connection.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** ssh2 has no way to hang up without a good-bye. */
const socketOf = (connection: Connection): Socket => (connection as unknown as { readonly _sock: Socket })._sock;

interface ServerState {
  readonly files: Map<string, RemoteFile>;
  readonly folders: Set<string>;
  readonly requests: string[];
  readonly signIns: string[];
  faults: (SftpFault & { left: number })[];
  time: number;
  readonly replaces: boolean;
}

function signIn(connection: Connection, { signIns }: ServerState, dialogue: boolean): void {
  connection.on('authentication', (context) => {
    signIns.push(`${context.username} ${context.method}`);
    if (context.method === 'password' && !dialogue && context.password === sftpPassword) return context.accept();
    if (context.method === 'keyboard-interactive' && dialogue) {
      return context.prompt([{ prompt: 'Password:', echo: false }], (answers) => (answers[0] === sftpPassword ? context.accept() : context.reject()));
    }
    if (context.method === 'publickey') {
      const isKnown = [userKey, lockedKey].some(({ public: text }) => {
        const known = utils.parseKey(text);
        return !(known instanceof Error) && !Array.isArray(known) && known.getPublicSSH().equals(context.key.data) && (!context.signature || known.verify(context.blob ?? Buffer.alloc(0), context.signature, context.hashAlgo) === true);
      });
      if (isKnown) return context.accept();
    }
    return context.reject(dialogue ? ['keyboard-interactive'] : ['password', 'publickey']);
  });
}

interface Line {
  readonly state: ServerState;
  cut(): void;
}

/** ssh2's server names no extensions; OpenSSH's names this one in its first packet (PROTOCOL §4.3 of OpenSSH). */
function nameRename(sftp: SFTPWrapper): void {
  const { _protocol: protocol } = sftp as unknown as { _protocol: { channelData(id: number, data: Buffer): unknown } };
  const send = protocol.channelData.bind(protocol);
  const extension = Buffer.concat(['posix-rename@openssh.com', '1'].map((text) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)])));
  protocol.channelData = (id, data) => {
    const isVersion = data.length === 9 && data[4] === 2;
    return send(id, isVersion ? Buffer.concat([Buffer.from([0, 0, 0, 5 + extension.length]), data.subarray(4), extension]) : data);
  };
}

function serve(sftp: SFTPWrapper, { state, cut }: Line): void {
  if (state.replaces) nameRename(sftp);
  const open = new Map<number, { readonly path: string; readonly listing?: string[] }>();
  let [handles, isSilent] = [0, false];
  const handleOf = (handle: Buffer) => open.get(handle.readUInt32BE(0));
  const give = (id: number, entry: { path: string; listing?: string[] }) => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE((handles += 1), 0);
    open.set(handles, entry);
    if (!isSilent) sftp.handle(id, handle);
  };
  /** @param act does it and answers; told to answer by itself unless the line is cut or silent. */
  const on = (name: SftpRequestName, { id, path }: { id: number; path: string }, act: (isDamaged: boolean) => (() => void) | number) => {
    const request = `${name} ${path}`;
    state.requests.push(request);
    const fault = state.faults.find(({ on: beginning, left }) => request.startsWith(beginning) && left <= 0);
    for (const each of state.faults) if (request.startsWith(each.on)) each.left -= 1;
    if (fault?.does === 'refuse-failure') return sftp.status(id, STATUS_CODE.FAILURE, `No space for ${sftpPassword} 4111111111111111`);
    if (fault?.does === 'refuse-permission') return sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    if (fault?.does === 'hang-up-before') return cut();
    const answer = act(fault?.does === 'damage');
    if (fault?.does === 'hang-up-after') return cut();
    if (fault?.does === 'fall-silent-after') isSilent = true;
    if (isSilent) return undefined;
    return typeof answer === 'number' ? sftp.status(id, answer) : answer();
  };
  const attributesOf = (path: string): Attributes | undefined => {
    const file = state.files.get(path);
    if (file) return { mode: 0o100644, uid: 1, gid: 1, size: file.bytes.length, atime: file.modifiedAt, mtime: file.modifiedAt };
    return state.folders.has(path) ? { mode: 0o40755, uid: 1, gid: 1, size: 0, atime: 0, mtime: 0 } : undefined;
  };
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

  sftp.on('OPEN', (id, path, flags) =>
    on('OPEN', { id, path }, () => {
      if (flags & OPEN_MODE.CREAT && state.folders.has(folderOf(path))) state.files.set(path, { bytes: Buffer.alloc(0), modifiedAt: (state.time += 1) });
      return state.files.has(path) ? () => give(id, { path }) : STATUS_CODE.NO_SUCH_FILE;
    }),
  );
  sftp.on('READ', (id, handle, offset, length) => {
    const { path = '' } = handleOf(handle) ?? {};
    on('READ', { id, path }, () => {
      const bytes = state.files.get(path)?.bytes.subarray(offset, offset + length) ?? Buffer.alloc(0);
      return bytes.length === 0 ? STATUS_CODE.EOF : () => sftp.data(id, bytes);
    });
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    const { path = '' } = handleOf(handle) ?? {};
    on('WRITE', { id, path }, (isDamaged) => {
      const file = state.files.get(path);
      if (!file) return STATUS_CODE.FAILURE;
      file.bytes = Buffer.concat([file.bytes.subarray(0, offset), isDamaged ? Buffer.alloc(data.length) : data]);
      return STATUS_CODE.OK;
    });
  });
  sftp.on('CLOSE', (id, handle) => on('CLOSE', { id, path: handleOf(handle)?.path ?? '' }, () => STATUS_CODE.OK));
  sftp.on('OPENDIR', (id, path) =>
    on('OPENDIR', { id, path }, () => {
      if (!state.folders.has(path)) return STATUS_CODE.NO_SUCH_FILE;
      const inside = [...state.files.keys(), ...state.folders].filter((each) => each !== path && folderOf(each) === path);
      return () => give(id, { path, listing: ['.', '..', ...inside] });
    }),
  );
  sftp.on('READDIR', (id, handle) => {
    const names = handleOf(handle)?.listing?.splice(0, 100) ?? [];
    if (names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    return sftp.name(id, names.map((path) => ({ filename: path.slice(path.lastIndexOf('/') + 1), longname: path, attrs: attributesOf(path) ?? { mode: 0o40755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 } })));
  });
  const stat = (id: number, path: string) =>
    on('STAT', { id, path }, () => {
      const attributes = attributesOf(path);
      return attributes ? () => sftp.attrs(id, attributes) : STATUS_CODE.NO_SUCH_FILE;
    });
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  const rename = (id: number, { from, to, over }: { from: string; to: string; over: boolean }) =>
    on('RENAME', { id, path: from }, () => {
      const file = state.files.get(from);
      if (!file) return STATUS_CODE.NO_SUCH_FILE;
      if ((state.files.has(to) && !over) || !state.folders.has(folderOf(to))) return STATUS_CODE.FAILURE;
      state.files.delete(from);
      state.files.set(to, file);
      return STATUS_CODE.OK;
    });
  sftp.on('RENAME', (id, from, to) => rename(id, { from, to, over: false }));
  sftp.on('EXTENDED', (id, name, data) => {
    if (name !== 'posix-rename@openssh.com' || !state.replaces) return sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
    const length = data.readUInt32BE(0);
    const [from, to] = [data.subarray(4, 4 + length).toString(), data.subarray(8 + length).toString()];
    return rename(id, { from, to, over: true });
  });
  sftp.on('REMOVE', (id, path) => on('REMOVE', { id, path }, () => (state.files.delete(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE)));
}
