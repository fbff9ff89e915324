import { manualClock, sequentialIds, type EnvironmentId, type FlowVersionId, type IntakeSourceId, type OrganizationId } from '@penstock/kernel';
import { MemoryDatabase } from './memory-database';
import { MemoryRunStore } from './memory-run-store';
import { describeRunStoreConstructs } from './run-store-constructs.suite';
import type { LaneOfTest, SourceOfTest } from './run-store-fixtures';
import { describeRunStoreWords } from './run-store-words.suite';
import { describeRunStore } from './run-store.suite';

const openHarness = async () => {
  const clock = manualClock(1_700_000_000_000);
  const ids = sequentialIds();
  const database = new MemoryDatabase(clock, ids);
  return {
    newId: () => ids.next(),
    openStore: async () => new MemoryRunStore(database, ids.next(), { workerLeaseMs: 15_000, takeoverGraceMs: 5_000 }),
    createSource: async (deployments: number, lane?: LaneOfTest) => {
      const intakeSourceId = ids.next() as IntakeSourceId;
      for (let count = 0; count < deployments; count += 1) {
        database.subscriptions.push({ intakeSourceId, flowId: ids.next(), flowVersionId: ids.next() as FlowVersionId, ...(lane && { lane }) });
      }
      return { organizationId: ids.next() as OrganizationId, environmentId: ids.next() as EnvironmentId, intakeSourceId };
    },
    subscribe: async ({ intakeSourceId }: SourceOfTest) => {
      database.subscriptions.push({ intakeSourceId, flowId: ids.next(), flowVersionId: ids.next() as FlowVersionId });
    },
    expireLeases: async () => {
      clock.advance(60_000);
    },
  };
};

describeRunStore('in memory', openHarness);
describeRunStoreConstructs('in memory', openHarness);
describeRunStoreWords('in memory', openHarness);
