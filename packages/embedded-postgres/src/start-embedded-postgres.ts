// The supervisor of the bundled Postgres.
//
// P1 Data that exists is never initialised again, and always found again: its folder is recorded, not recomputed.
// P2 At most one server runs on the data. One left behind by a killed supervisor is reused, not fought.
// P3 Whatever killed a server, the next start recovers without a person: Postgres replays its log.
// P4 The port is remembered, so that programs which outlive a restart find the database where it was.
import { join, resolve } from 'node:path';
import { locateBinaries } from './binaries';
import { createCluster } from './create-cluster';
import { applicationUrl, ensureApplicationDatabase, superuserUrl } from './databases';
import { EmbeddedPostgresError } from './errors';
import { chooseDataFolder, isInitialised, preparePostgresFolder, requireOwnership } from './folders';
import { findFreePort, isFree } from './free-port';
import { keepRunning } from './keep-running';
import { startServer, stopServer, waitUntilGone, waitUntilReady, type ServerCommand } from './postmaster';
import { findPostmaster, removeStrangersLock } from './postmaster-pid';
import { chooseRunAs, type RunAs } from './run-as';
import { DURABLE_SETTINGS } from './settings';
import { newPassword, readState, writeState, type SupervisorState } from './supervisor-state';

export interface EmbeddedPostgresOptions {
  /** PENSTOCK_HOME: the data, the password and the log live in `<home>/postgres`. */
  readonly home: string;
  /** Default: the port of the last start, or a free one. */
  readonly port?: number;
  /** Further settings, each `name=value`. */
  readonly flags?: readonly string[];
  readonly onLog?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** For the platform: role and database `penstock`, which owns its database and is no superuser. */
  readonly url: string;
  /** For maintenance: role and database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly dataFolder: string;
  /** The server process; another one after the server had to be started again. */
  readonly pid: number;
  /** True when a server that was still running was taken over. */
  readonly reused: boolean;
  stop(): Promise<void>;
}

/** Starts or takes over the Postgres of this home and keeps it running until `stop()`. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = preparePostgresFolder(resolve(options.home));
  const cluster = openCluster(folder);
  const server = (await takeOver(cluster, options)) ?? (await startOwn(cluster, options));
  const adminUrl = superuserUrl(server.port, cluster.state.password);
  await ensureApplicationDatabase(adminUrl, cluster.state.password);
  return supervise(server, {
    url: applicationUrl(server.port, cluster.state.password),
    adminUrl,
    dataFolder: cluster.state.dataFolder,
    log: options.onLog ?? ignoreMessage,
    restart: async () => (await startOwn(cluster, { ...options, port: server.port })).pid,
  });
}

interface Cluster {
  readonly folder: string;
  readonly runAs: RunAs;
  readonly state: SupervisorState;
}

interface Server {
  readonly port: number;
  readonly pid: number;
  readonly reused: boolean;
}

function ignoreMessage(): void {}

/** Finds the data of this home, or makes it (P1). */
function openCluster(folder: string): Cluster {
  const known = readState(folder);
  if (known && isInitialised(known.dataFolder)) {
    requireOwnership(known.dataFolder);
    return { folder, runAs: chooseRunAs(known.dataFolder), state: known };
  }
  const runAs = chooseRunAs(undefined);
  const state = known ?? { dataFolder: chooseDataFolder(folder, runAs), password: newPassword() };
  requireNoForgottenData(state.dataFolder, known);
  // Recorded before the data exists: an interrupted first start is simply repeated with the same password.
  writeState(folder, state);
  createCluster(locateBinaries(runAs), {
    dataFolder: state.dataFolder,
    runAs,
    password: state.password,
    durable: true,
  });
  return { folder, runAs, state };
}

function requireNoForgottenData(dataFolder: string, known: SupervisorState | undefined): void {
  if (known !== undefined || !isInitialised(dataFolder)) return;
  throw new EmbeddedPostgresError(
    'FOLDER_NOT_USABLE',
    `There is a database in ${dataFolder}, but the file beside it that holds its password (state.json) is gone. ` +
      'Nothing was touched. Restore the file from a backup, or move the data away to start with an empty database.',
  );
}

/** P2: a server that survived its supervisor, unless it is just going down. */
async function takeOver({ state, folder }: Cluster, { onLog }: EmbeddedPostgresOptions): Promise<Server | undefined> {
  const running = findPostmaster(state.dataFolder);
  if (!running) return undefined;
  if (!(await waitUntilReady(running.pid, superuserUrl(running.port, state.password)))) return undefined;
  if (running.port !== state.port) writeState(folder, { ...state, port: running.port });
  onLog?.(`Embedded Postgres was still running on port ${running.port} and is used again.`);
  return { ...running, reused: true };
}

const LAST_SERVER_GONE_WITHIN_MS = 30_000;

async function startOwn(cluster: Cluster, options: EmbeddedPostgresOptions): Promise<Server> {
  const { folder, runAs, state } = cluster;
  const leftover = findPostmaster(state.dataFolder);
  if (leftover) await waitUntilGone(leftover.pid, LAST_SERVER_GONE_WITHIN_MS);
  removeStrangersLock(state.dataFolder);
  const port = await choosePort(options.port, state.port);
  const command: ServerCommand = {
    binaries: locateBinaries(runAs),
    runAs,
    dataFolder: state.dataFolder,
    port,
    settings: [...DURABLE_SETTINGS, ...(options.flags ?? [])],
    logFile: join(folder, 'postgres.log'),
  };
  const pid = await startServer(command, superuserUrl(port, state.password));
  if (port !== state.port) writeState(folder, { ...state, port });
  return { port, pid, reused: false };
}

async function choosePort(wanted: number | undefined, remembered: number | undefined): Promise<number> {
  if (wanted === undefined) return findFreePort(remembered);
  if (await isFree(wanted)) return wanted;
  throw new EmbeddedPostgresError('PORT_BUSY', `Port ${wanted}, wanted for the embedded Postgres, is in use.`);
}

interface Supervision {
  readonly url: string;
  readonly adminUrl: string;
  readonly dataFolder: string;
  readonly log: (message: string) => void;
  readonly restart: () => Promise<number>;
}

function supervise(server: Server, { url, adminUrl, dataFolder, log, restart }: Supervision): EmbeddedPostgres {
  let pid = server.pid;
  const stopping = new AbortController();
  const watch = keepRunning({
    pid: () => pid,
    stopping: stopping.signal,
    restart: async () => {
      pid = await restart();
    },
    log,
  });
  return {
    url,
    adminUrl,
    dataFolder,
    port: server.port,
    reused: server.reused,
    get pid() {
      return pid;
    },
    async stop() {
      stopping.abort();
      await watch;
      await stopServer(pid);
    },
  };
}
