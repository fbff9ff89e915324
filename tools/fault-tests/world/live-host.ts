import { createEngineHost, type EngineHost, type EngineHostOptions } from '@penstock/engine-host';

type Given = Pick<EngineHostOptions, 'databaseUrl' | 'secrets'> & Pick<Partial<EngineHostOptions>, 'timings'>;

/** The engine inside the process of a test: intake and worker, with remotes on this machine. */
export const liveHost = (given: Given): Promise<EngineHost> =>
  createEngineHost({
    roles: { intake: true, worker: true },
    log: () => undefined,
    callbackKeys: ['test-callbacks'],
    publicUrl: 'http://localhost:4000',
    allowedPrivateHosts: ['127.0.0.1'],
    ...given,
  });
