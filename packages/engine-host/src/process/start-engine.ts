import type { Logger } from 'pino';
import { createEngineHost } from '../create-engine-host';
import { breakerWith } from '../engine-timings';
import type { EngineHost, EngineHostOptions, SecretReader } from '../engine-host';
import type { ProcessConfig } from './process-config';

/** The engine of a process, in the given roles. */
export function startEngine(
  config: ProcessConfig,
  parts: { readonly secrets: SecretReader; readonly log: Logger; readonly roles: EngineHostOptions['roles'] },
): Promise<EngineHost> {
  const { secrets, log, roles } = parts;
  return createEngineHost({
    databaseUrl: config.databaseUrl,
    redisUrl: config.redisUrl,
    roles,
    secrets,
    log: (level, message, details) => log[level](details ?? {}, message),
    timings: config.engineTimings,
    weather: { breaker: breakerWith(config.engineTimings) },
    allowedPrivateHosts: config.allowedPrivateHosts,
    allowCodeSteps: config.allowCodeSteps,
    fileLimitBytes: config.fileLimitBytes,
    callbackKeys: config.callbackKeys,
    publicUrl: config.publicUrl,
    home: config.home,
    databaseFolder: config.databaseFolder,
  });
}
