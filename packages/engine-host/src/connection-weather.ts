import { wakeRamp, wakesPerSecond, type ConnectionGate, type RunObserver, type Scheduler } from '@penstock/engine';
import type { Clock, ConnectionId, OrganizationId, Random } from '@penstock/kernel';
import {
  defaultGateSettings,
  PostgresConnectionGate,
  PostgresWeatherStore,
  type GateSettings,
  type PostgresNotifications,
} from '@penstock/runtime-adapters';
import type { Pool } from 'pg';
import { ConnectionChoices, type ChoicesAnswer, type ChoicesQuestion } from './connection-choices';
import type { ConnectionDirectory } from './connection-directory';
import type { ConnectionOperations } from './engine-host';

interface Parts {
  readonly pool: Pool;
  readonly workerId: string;
  readonly notifications: PostgresNotifications;
  readonly directory: ConnectionDirectory;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly observer: RunObserver;
  /** Parked runs were woken: workers should look. */
  readonly onWoken: () => void;
  readonly settings: Partial<GateSettings> | undefined;
}

/**
 * The weather of connections in one process: the gate in front of their calls, the probes it sends while a breaker is
 * open, and what people do by hand. Probes are the connection's own test, a read; they go around the gate.
 */
export class ConnectionWeather implements ConnectionOperations {
  readonly gate: ConnectionGate;
  private readonly shared: PostgresConnectionGate;
  private readonly store: PostgresWeatherStore;

  constructor(private readonly parts: Parts) {
    const { pool, workerId, notifications, directory, clock, scheduler, random, observer, onWoken, settings } = parts;
    this.store = new PostgresWeatherStore(pool, { workerId, clock });
    this.shared = new PostgresConnectionGate({
      pool,
      workerId,
      notifications,
      clock,
      scheduler,
      random,
      onWoken,
      ...(settings && { settings }),
      trouble: observer.trouble,
      probe: ({ organizationId, connectionId }) => directory.probe(organizationId, connectionId),
    });
    this.gate = this.shared;
  }

  /** Workers only: rounds keep the shared state fresh and send the due probes. */
  start(): void {
    this.shared.start();
  }

  stop(): Promise<void> {
    return this.shared.stop();
  }

  test(organizationId: OrganizationId, connectionId: string): Promise<{ ok: boolean; message: string }> {
    return this.parts.directory.test(organizationId, connectionId);
  }

  choices(organizationId: OrganizationId, connectionId: string, question: ChoicesQuestion): Promise<ChoicesAnswer> {
    return new ConnectionChoices({ directory: this.parts.directory, gate: this.gate }).list(organizationId, connectionId, question);
  }

  forget(): void {
    this.parts.directory.forget();
  }

  weatherChanged(connectionId: string): void {
    this.parts.notifications.send('penstock_weather', connectionId);
  }

  async wake(connectionId: string): Promise<number> {
    const id = connectionId as ConnectionId;
    const [weather] = await this.store.load([id]);
    if (!weather) return 0;
    const { breaker } = { ...defaultGateSettings, ...this.parts.settings };
    const stretches = wakeRamp(wakesPerSecond(weather.limits), { ...breaker, slowStart: [] });
    const woken = await this.store.wakeRuns({ connectionId: id, stretches });
    if (woken > 0) this.parts.onWoken();
    return woken;
  }
}
