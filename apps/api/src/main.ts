import 'reflect-metadata';
import { runUntilStopped } from '@penstock/engine-host';
import { VaultError } from '@penstock/vault';
import { assemblePlatform, closePlatform } from './assemble-platform';
import { createApi } from './create-api';
import { ConfigError, readApiConfig } from './platform/config/api-config';

/**
 * Connections that wait to be taken. Node's 511 are gone within a fifth of a second of a burst of new senders; the
 * operating system drops what comes beyond, and those senders come again after one, three and seven seconds.
 */
const LISTEN_BACKLOG = 4_096;

async function main(): Promise<void> {
  const parts = await assemblePlatform(readApiConfig(process.env));
  const app = await createApi(parts);
  await app.listen({ port: parts.config.port, host: parts.config.host, backlog: LISTEN_BACKLOG });
  parts.log.info({ port: parts.config.port, role: parts.config.role }, 'Penstock is ready.');
  runUntilStopped(async () => {
    await app.close();
    await closePlatform(parts);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError || error instanceof VaultError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
