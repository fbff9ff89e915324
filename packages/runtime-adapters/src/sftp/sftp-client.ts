import type { SftpClient, SftpServer } from '@penstock/connector-sdk';
import { createSecretScope } from '../http/secret-injection';
import { leaseEnding } from '../lease-ending';
import { mayReachPrivate } from '../net/private-hosts';
import { Ssh2Session } from './sftp-session';
import { connectSsh } from './ssh-connection';

export interface SftpClientOptions {
  readonly server: SftpServer;
  /** Reads a secret of this connection from the vault. */
  resolveSecret(name: string): Promise<string>;
  /** True, or the hosts (`name` or `name:port`) whose private addresses this connection may reach. */
  readonly allowPrivateHosts: boolean | readonly string[];
  /** The self-fence of the process, asked before anything is changed. Default: always. */
  readonly mayStart?: () => boolean;
  /** For the answer to one request. Default 30,000. */
  readonly timeoutMs?: number;
  /** Until the session stands. Default 15,000. */
  readonly connectTimeoutMs?: number;
}

const defaultTimeoutMs = 30_000;
const defaultConnectTimeoutMs = 15_000;

/** The SFTP port of the connector SDK for one connection. Each session has a connection of its own. */
export function createSftpClient(options: SftpClientOptions): SftpClient {
  const { server, mayStart = () => true, timeoutMs = defaultTimeoutMs, connectTimeoutMs = defaultConnectTimeoutMs } = options;
  const { host, port, root } = server;
  const allowPrivate = mayReachPrivate({ host, port }, options.allowPrivateHosts);
  const assertMayStart = () => {
    if (!mayStart()) throw leaseEnding();
  };
  return {
    async session(work) {
      const secrets = createSecretScope((name) => options.resolveSecret(name));
      const connection = await connectSsh({ server, secrets, allowPrivate, connectTimeoutMs });
      try {
        return await work(new Ssh2Session({ connection, host, root, timeoutMs, assertMayStart, scrub: (text) => secrets.scrub(text) }));
      } finally {
        connection.close();
      }
    },
  };
}
