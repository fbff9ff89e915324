import { noLimits } from '@penstock/engine';
import { seededRandom, sequentialIds, type ConnectionId, type OrganizationId } from '@penstock/kernel';
import { describeConnectionGate } from './connection-gate.suite';
import { ManualScheduler, settle, watchedStore, type GateHarness, type PendingProbe, type TestConnection } from './gate-harness';
import { defaultGateSettings } from './gate-settings';
import { MemoryWeatherStore, WeatherBoard } from './memory-weather-store';
import { SharedConnectionGate } from './shared-connection-gate';

describeConnectionGate('in memory', async () => {
  const scheduler = new ManualScheduler();
  const { clock } = scheduler;
  const board = new WeatherBoard(clock, defaultGateSettings.breaker);
  const ids = sequentialIds();
  const idle: (() => boolean)[] = [];
  const settled = (): Promise<void> => settle(() => idle.every((isIdle) => isIdle()));
  const harness: GateHarness = {
    openProcess: async () => {
      const watched = watchedStore(new MemoryWeatherStore(board, ids.next()));
      idle.push(watched.isIdle);
      const probes: PendingProbe[] = [];
      const gate = new SharedConnectionGate({
        store: watched.store,
        clock,
        scheduler,
        random: seededRandom(1),
        trouble: () => undefined,
        probe: (weather) =>
          new Promise((resolve) => {
            probes.push({ weather, answer: async (isWell) => resolve({ isWell }) });
          }),
      });
      return { gate, probes, storeCalls: watched.calls, cutOff: watched.cutOff };
    },
    newConnection: async (limits = {}) => {
      const connection = { connectionId: ids.next() as ConnectionId, organizationId: ids.next() as OrganizationId };
      board.limit(connection.connectionId, { ...noLimits, ...limits });
      return connection;
    },
    setHold: async ({ connectionId }: TestConnection, reason) => {
      const shared = board.at(connectionId);
      shared.weather = { ...shared.weather, hold: reason === null ? null : { reason, by: 'a person', since: clock.now() } };
    },
    advance: (ms) => scheduler.advance(ms, settled),
    settled,
  };
  return { ...harness, close: async () => undefined };
});
