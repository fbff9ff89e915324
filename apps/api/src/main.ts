import 'reflect-metadata';
import { runUntilStopped } from '@penstock/engine-host';
import { assemblePlatform, closePlatform } from './assemble-platform';
import { createApi } from './create-api';
import { ConfigError, readApiConfig } from './platform/config/api-config';

async function main(): Promise<void> {
  const parts = await assemblePlatform(readApiConfig(process.env));
  const app = await createApi(parts);
  await app.listen({ port: parts.config.port, host: parts.config.host });
  parts.log.info({ port: parts.config.port, role: parts.config.role }, 'Penstock is ready.');
  runUntilStopped(async () => {
    await app.close();
    await closePlatform(parts);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
