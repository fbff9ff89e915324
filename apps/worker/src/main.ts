import { createDataSource } from '@penstock/database';
import { ConfigError, createLog, openVault, readProcessConfig, runUntilStopped, startEngine } from '@penstock/engine-host';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { VaultError } from '@penstock/vault';

/** A process that only executes runs: claims, polls, frees the runs of dead workers. Any number of them may run. */
async function main(): Promise<void> {
  const config = readProcessConfig(process.env);
  const log = createLog(config.logLevel);
  const dataSource = await createDataSource(config.databaseUrl, { poolSize: 2, applicationName: 'penstock-worker' }).initialize();
  const vault = await openVault(config, { statements: dataSource, clock: systemClock, ids: createSystemIds() });
  const host = await startEngine(config, { secrets: vault, log, roles: { intake: false, worker: true } });
  log.info({ pid: process.pid }, 'The worker is ready.');
  runUntilStopped(async () => {
    await host.drain();
    await dataSource.destroy();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError || error instanceof VaultError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
