import { hostname } from 'node:os';
import {
  directInvoker,
  LeaseKeeper,
  Worker,
  type Dispatcher,
  type EngineTimings,
  type RunObserver,
  type WorkerContext,
} from '@penstock/engine';
import type { FileStorage } from '@penstock/connector-sdk';
import { requireMatchingSchema } from '@penstock/database';
import {
  createCodeSandbox,
  createHttpPools,
  createSystemIds,
  createTokenCache,
  fileKeepDays,
  pause,
  PostgresFileStorage,
  type PostgresNotifications,
  PostgresRunStore,
  systemClock,
  systemDigest,
  systemRandom,
  systemScheduler,
  type HttpPools,
  type OwnedCodeSandbox,
} from '@penstock/runtime-adapters';
import type { Pool } from 'pg';
import { SignedCallbackAddresses } from './callback-addresses';
import { ConnectorCatalog } from './connector-catalog';
import { ConnectionDirectory } from './connection-directory';
import { DiskWatch } from './disk-watch';
import { EnvironmentDirectory } from './environment-directory';
import { EventLoopWatch } from './event-loop-watch';
import { FlowResponses } from './flow-responses';
import { ConnectionWeather } from './connection-weather';
import type { EngineHost, EngineHostOptions, LiveMessage, RemoteAccess, RunOperations } from './engine-host';
import { openEngineConnections } from './engine-connections';
import { timingsWith } from './engine-timings';
import type { OwnedConnector } from './imported-connectors';
import { InFlightControl, loopUtilisation } from './in-flight-control';
import { RoutedIntakeDesk } from './intake-desk';
import { Janitor } from './janitor';
import { LiveFeed } from './live-feed';
import { DatabasePlanCache } from './plan-cache';
import { AliveFile } from './restore-guard/alive-file';
import { RestoreWatch } from './restore-guard/restore-watch';
import { RetentionJob } from './retention/retention-job';
import { RouteTable } from './route-table';
import { SchemaWatchJob } from './schema-watch/schema-watch-job';
import { createRunOperations } from './run-operations';
import { TriggerClockwork } from './triggers/trigger-clockwork';
import type { TriggerOperations } from './triggers/trigger-operations';

/** Runs in flight per process, see `nextInFlightLimit`; twice as many as a remote side gets connections, at least. */
const IN_FLIGHT = { least: 128, most: 320 };
/** Of these, for flows beside one that has a backlog. */
const KEPT_FOR_OTHERS = 32;
/** Partitions are made a week ahead, so an hour is often enough; the first round comes with the start. */
const RETENTION_EVERY_MS = 3_600_000;
const LARGEST_FILE_BYTES = 100 * 1024 * 1024;

/** Assembles the engine for one process and starts its roles. */
export async function createEngineHost(options: EngineHostOptions): Promise<EngineHost> {
  const host = new AssembledEngineHost(options);
  await host.start();
  return host;
}

class AssembledEngineHost implements EngineHost {
  readonly intake: RoutedIntakeDesk;
  readonly runs: RunOperations;
  readonly connections: ConnectionWeather;
  private readonly directory: ConnectionDirectory;
  private readonly catalog: ConnectorCatalog;
  private readonly refreshListeners = new Set<() => void>();
  private readonly environments: EnvironmentDirectory;
  private readonly timings: EngineTimings;
  private readonly workerId: string;
  private readonly pool: Pool;
  private readonly httpPools: HttpPools;
  private readonly sandbox: OwnedCodeSandbox | undefined;
  private readonly notifications: PostgresNotifications;
  private readonly dispatcher: Dispatcher;
  private readonly store: PostgresRunStore;
  private readonly routes: RouteTable;
  private readonly lease: LeaseKeeper;
  private readonly worker: Worker | undefined;
  private readonly inFlight: InFlightControl | undefined;
  private readonly live: LiveFeed;
  private readonly janitor: Janitor;
  private readonly callbacks: SignedCallbackAddresses;
  private readonly responses: FlowResponses;
  private readonly loop = new EventLoopWatch();
  private readonly disk: DiskWatch | undefined;
  private readonly ids = createSystemIds();
  readonly triggers: TriggerOperations;
  private readonly clockwork: TriggerClockwork;
  private readonly restoreWatch: RestoreWatch;
  private readonly retention: RetentionJob;
  private readonly schemas: SchemaWatchJob;
  private readonly counters = { eventsAccepted: 0, runsSucceeded: 0, troubles: 0 };

  constructor(private readonly options: EngineHostOptions) {
    const { ids } = this;
    this.timings = timingsWith(options.timings);
    this.workerId = ids.next();
    const observer = this.observe();
    ({ pool: this.pool, notifications: this.notifications, dispatcher: this.dispatcher } = openEngineConnections(options, observer));
    const committer = { pause, monotonic: () => systemClock.monotonic() };
    const { pool, workerId, timings } = this;
    this.store = new PostgresRunStore({ pool, workerId, host: hostname(), timings, ids, committer, onFreed: () => this.lookForFreed() });
    this.routes = new RouteTable(pool, options.secrets);
    this.callbacks = new SignedCallbackAddresses(options.publicUrl, options.callbackKeys);
    this.responses = new FlowResponses(pool, systemScheduler, systemClock);
    this.httpPools = createHttpPools();
    this.sandbox = options.allowCodeSteps ? createCodeSandbox() : undefined;
    this.catalog = new ConnectorCatalog(this.pool);
    this.directory = this.createDirectory();
    this.environments = new EnvironmentDirectory(pool, () => systemClock.monotonic());
    this.connections = this.createWeather(observer);
    this.lease = new LeaseKeeper({
      store: this.store,
      clock: systemClock,
      scheduler: systemScheduler,
      timings,
      observer,
      onLost: () => this.loseLease(),
    });
    this.live = new LiveFeed(this.notifications, (id) => this.routes.environmentKey(id));
    this.restoreWatch = this.createRestoreWatch(observer);
    this.retention = this.createRetention(observer);
    this.schemas = this.createSchemaWatch(observer);
    this.worker = options.roles.worker ? this.createWorker(observer) : undefined;
    this.inFlight = this.worker && new InFlightControl({ worker: this.worker, bounds: IN_FLIGHT, scheduler: systemScheduler, utilisation: loopUtilisation() });
    const { routes, store, dispatcher, worker } = this;
    this.disk = options.databaseFolder === undefined ? undefined : new DiskWatch({ folder: options.databaseFolder, log: options.log });
    const { disk } = this;
    this.intake = new RoutedIntakeDesk({ routes, store, dispatcher, ids, clock: systemClock, observer, worker, disk, isBusy: () => store.isIntakeBusy });
    const { intake: desk, directory: connections, callbacks, responses } = this;
    this.runs = createRunOperations({ pool, store, dispatcher, routes, desk, callbacks, responses, ids });
    this.janitor = this.createJanitor(observer);
    const machine = { ids, clock: systemClock, random: systemRandom, scheduler: systemScheduler };
    const onBackfill = () => this.notifications.send('penstock_routes', '');
    this.clockwork = new TriggerClockwork({ pool, desk, connections, observer, workerId, onBackfill, filesOf: (id) => this.filesOf(id), ...machine });
    this.triggers = this.clockwork.operations;
  }

  private createWorker(observer: RunObserver): Worker {
    const isOverloaded = (): boolean => this.loop.isLate;
    return new Worker(this.executionContext(observer), systemScheduler, { maxInFlight: IN_FLIGHT.least, keptForOthers: KEPT_FOR_OTHERS, isOverloaded });
  }

  private executionContext(observer: RunObserver): WorkerContext {
    return {
      store: this.store,
      connections: this.directory,
      invoker: directInvoker,
      gate: this.connections.gate,
      restoreGuard: this.restoreWatch,
      callbacks: this.callbacks,
      plans: new DatabasePlanCache(this.pool, this.catalog),
      environmentValues: this.environments,
      digest: systemDigest,
      ids: this.ids,
      clock: systemClock,
      random: systemRandom,
      scheduler: systemScheduler,
      timings: this.timings,
      observer,
      lease: this.lease,
    };
  }

  get remotes(): RemoteAccess {
    return { connections: this.directory, gate: this.connections.gate };
  }

  async start(): Promise<void> {
    await requireMatchingSchema(this.pool);
    await this.restoreWatch.start();
    await this.notifications.start();
    this.notifications.on('penstock_routes', () => {
      this.catalog.forget();
      this.directory.forget();
      for (const listener of this.refreshListeners) listener();
      this.environments.forget();
      this.refreshQuietly();
      this.clockwork.poke();
    });
    await this.disk?.start();
    await this.routes.refresh();
    if (!this.worker) return;
    await this.store.register();
    await this.lease.start();
    await this.worker.start(this.dispatcher);
    this.loop.start();
    this.inFlight?.start();
    this.janitor.start();
    this.clockwork.start();
    this.connections.start();
    this.retention.start();
    this.notifications.on('penstock_schemas', () => this.schemas.poke());
    this.schemas.start();
  }

  /** Tells every process; the own table is fresh when this resolves. */
  async refreshRoutes(): Promise<void> {
    this.notifications.send('penstock_routes', '');
    await this.routes.refresh();
  }

  schemaCheckRequested(): void {
    this.notifications.send('penstock_schemas', '');
  }

  subscribe(listener: (message: LiveMessage) => void): () => void {
    return this.live.subscribe(listener);
  }

  importedConnectors(): Promise<readonly OwnedConnector[]> {
    return this.catalog.allImported();
  }

  onRefresh(listener: () => void): () => void {
    this.refreshListeners.add(listener);
    return () => this.refreshListeners.delete(listener);
  }

  isReady(): boolean {
    return this.routes.isReady;
  }

  metrics(): Record<string, number> {
    return { ...this.counters, runsInFlight: this.worker?.inFlightCount ?? 0 };
  }

  async drain(): Promise<void> {
    this.loop.stop();
    this.inFlight?.stop();
    this.disk?.stop();
    this.restoreWatch.stop();
    this.janitor.stop();
    // Together: whatever the others wait for, the worker claims nothing from here on.
    await Promise.all([this.worker?.stop(), this.clockwork.stop(), this.schemas.stop(), this.retention.stop()]);
    await this.connections.stop();
    this.lease.stop();
    if (this.worker) await this.store.releaseOwn();
    this.live.close();
    await this.dispatcher.close();
    await this.notifications.close();
    await this.httpPools.close();
    await this.sandbox?.close();
    await this.pool.end();
  }

  private createDirectory(): ConnectionDirectory {
    return new ConnectionDirectory({
      pool: this.pool,
      catalog: this.catalog,
      secrets: this.options.secrets,
      pools: this.httpPools,
      tokens: createTokenCache(systemClock),
      clock: systemClock,
      allowedPrivateHosts: this.options.allowedPrivateHosts ?? [],
      sandbox: this.sandbox,
      filesOf: (organizationId) => this.filesOf(organizationId),
      // A process without a worker holds no lease and sends nothing but connection tests.
      mayStart: () => !this.options.roles.worker || this.lease.canSend(),
    });
  }

  private filesOf(organizationId: string): FileStorage {
    const { pool, ids, options } = this;
    return new PostgresFileStorage({
      statements: { query: async (sql, values) => (await pool.query(sql, [...values])).rows as unknown[] },
      organizationId,
      ids,
      origin: 'step',
      createdBy: 'a step',
      keepDays: fileKeepDays.step,
      maxBytes: options.fileLimitBytes ?? LARGEST_FILE_BYTES,
    });
  }

  private createRestoreWatch({ trouble }: RunObserver): RestoreWatch {
    const { home, log } = this.options;
    const file = home === undefined ? undefined : new AliveFile(home);
    return new RestoreWatch({ pool: this.pool, scheduler: systemScheduler, beatMs: this.timings.heartbeatMs / 2, file, log, trouble });
  }

  private createRetention({ trouble }: RunObserver): RetentionJob {
    const { databaseUrl, home, log } = this.options;
    return new RetentionJob({ databaseUrl, home, scheduler: systemScheduler, clock: systemClock, everyMs: RETENTION_EVERY_MS, log, trouble });
  }

  private createSchemaWatch({ trouble }: RunObserver): SchemaWatchJob {
    const { pool, catalog, directory, ids, connections } = this;
    return new SchemaWatchJob({ databaseUrl: this.options.databaseUrl, pool, catalog, connections: directory, gate: connections.gate, ids, clock: systemClock, scheduler: systemScheduler, trouble });
  }

  private createJanitor(observer: RunObserver): Janitor {
    const { store, timings } = this;
    return new Janitor({
      store,
      scheduler: systemScheduler,
      timings,
      observer,
      isExecuting: (runId) => this.worker?.isExecuting(runId) ?? false,
      onFreed: () => this.worker?.wake(),
    });
  }

  /** At once here, where the run before it was: the order of a lane must not cost a hint's way each time. */
  private lookForFreed(): void {
    if (this.worker && this.worker.freeSlots > 0) this.worker.wake();
    else this.dispatcher.announce([]);
  }

  private createWeather(observer: RunObserver): ConnectionWeather {
    const { pool, workerId, notifications, directory, options } = this;
    return new ConnectionWeather({
      pool,
      workerId,
      notifications,
      directory,
      clock: systemClock,
      scheduler: systemScheduler,
      random: systemRandom,
      observer,
      settings: options.weather,
      onWoken: () => this.dispatcher.announce([]),
    });
  }

  private observe(): RunObserver {
    return {
      runChanged: (change) => {
        if (change.status === 'succeeded') this.counters.runsSucceeded += 1;
        if (change.status === 'queued') this.counters.eventsAccepted += 1;
        this.live.publish(change);
      },
      responded: () => this.responses.tell(),
      trouble: (what, error) => {
        this.counters.troubles += 1;
        this.options.log('warn', `Trouble while ${what}; the engine goes on.`, { error: String(error) });
      },
    };
  }

  /** Another worker has taken over: in-flight writes are refused by their epochs. Come back as a new process. */
  private loseLease(): void {
    this.options.log('error', 'This worker lost its lease (it stood still for too long) and stops; its runs go on elsewhere.');
    process.kill(process.pid, 'SIGTERM');
  }

  private refreshQuietly(): void {
    this.routes.refresh().catch((error: unknown) => this.options.log('warn', 'Routes could not be reloaded.', { error: String(error) }));
  }
}
