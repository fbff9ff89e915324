import { createLoopbackHttpClient, createMemoryFileStorage, testConnector, type ConnectorBench, type MemoryFileStorage } from '@penstock/connector-sdk/testing';
import { invariant, manualClock } from '@penstock/kernel';
import { createSftpClient, type SftpClientOptions } from '@penstock/runtime-adapters';
import { sftp } from '../index';
import { sftpPassword, type SftpServer } from './sftp-server';

export interface SftpBench extends ConnectorBench {
  readonly storage: MemoryFileStorage;
}

export interface SftpBenchOptions {
  readonly settings?: object;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly client?: Partial<SftpClientOptions>;
}

/** The connector through the SFTP client that production uses. */
export function benchAt(server: SftpServer, { settings = {}, secrets = {}, client = {} }: SftpBenchOptions = {}): SftpBench {
  const { connection } = sftp;
  invariant(connection?.sftpServer, 'the connection names an SFTP server');
  const given = { host: '127.0.0.1', port: server.port, user: 'robot', hostKey: server.hostKey, ...settings };
  const parsed = connection.settings.parse(given);
  const vault: Readonly<Record<string, string>> = { password: sftpPassword, ...secrets };
  const port = createSftpClient({ server: connection.sftpServer(parsed), resolveSecret: (name) => Promise.resolve(vault[name] ?? ''), allowPrivateHosts: ['127.0.0.1'], timeoutMs: 2_000, ...client });
  const storage = createMemoryFileStorage();
  const http = createLoopbackHttpClient({ connection, settings: parsed, secrets: {} });
  return { ...testConnector(sftp, { http, settings: given, clock: manualClock(0), sftp: port, files: storage }), storage };
}
