import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { SftpServer } from '@penstock/connector-sdk';
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import type { SecretScope } from '../http/secret-injection';
import { connectGuarded } from '../net/guarded-socket';
import { startFailure } from './sftp-failures';

export interface SshConnectionOptions {
  readonly server: SftpServer;
  readonly secrets: SecretScope;
  readonly allowPrivate: boolean;
  readonly connectTimeoutMs: number;
}

/** A signed-in connection to a server that has shown the right key. */
export interface SshConnection {
  readonly sftp: SFTPWrapper;
  /** Rejects when the connection ends, and never resolves. */
  readonly broken: Promise<never>;
  close(): void;
}

/** @throws ConnectorFailure as `SftpClient.session` tells it; nothing was done at the server then. */
export async function connectSsh({ server, secrets, allowPrivate, connectTimeoutMs }: SshConnectionOptions): Promise<SshConnection> {
  const { host, port } = server;
  const client = new Client();
  let strangeKey: string | undefined;
  let sock: Socket | undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    client.once('close', () => reject(Object.assign(new TypeError('the connection ended'), { code: 'ECONNRESET' })));
  });
  // Nobody may be waiting when it breaks.
  broken.catch(() => undefined);
  const hostVerifier = (key: Buffer): boolean => {
    const shown = fingerprintOf(key);
    if (shown !== server.hostKey.replace(/=+$/, '')) strangeKey = shown;
    return strangeKey === undefined;
  };
  try {
    const credentials = await credentialsOf(server, secrets);
    sock = await connectGuarded({ host, port, allowPrivate, timeoutMs: connectTimeoutMs });
    // Requests are small and wait for each other.
    sock.setNoDelay(true);
    const sftp = await Promise.race([opened(client, { ...credentials, sock, hostVerifier, readyTimeout: connectTimeoutMs }), broken]);
    return { sftp, broken, close: () => client.end() };
  } catch (thrown) {
    client.destroy();
    sock?.destroy();
    throw startFailure(thrown, { host, strangeKey, scrub: (text) => secrets.scrub(text) });
  }
}

const fingerprintOf = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

async function credentialsOf({ user: username, signIn }: SftpServer, secrets: SecretScope): Promise<ConnectConfig> {
  const filled = await secrets.fill(signIn);
  if ('password' in filled) return { username, password: filled['password'] ?? '', tryKeyboard: true, authHandler: ['password', 'keyboard-interactive'] };
  return { username, privateKey: filled['privateKey'] ?? '', ...(filled['passphrase'] !== undefined && { passphrase: filled['passphrase'] }), authHandler: ['publickey'] };
}

function opened(client: Client, config: ConnectConfig): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('ready', () => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))));
    // Servers that ask for the password in a dialogue ask for it once.
    client.on('keyboard-interactive', (...[, , , prompts, finish]) => finish(prompts.map(() => config.password ?? '')));
    client.connect(config);
  });
}
