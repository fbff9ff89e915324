import type { OrganizationId, RunId } from '@penstock/kernel';
import type { ChildRecord, NewChildRun, NewEvent } from '../ports/run-store';
import type { MemoryDatabase, StoredQueue, StoredRun, Subscription } from './memory-database';

/** The runs in memory: how they begin, are found and are woken. */
export class MemoryRuns {
  constructor(private readonly database: MemoryDatabase) {}

  /** @param workerId who has the run at once, where the event asks for that and no lane stands before it. */
  start(event: NewEvent, subscription: Subscription, workerId: string): StoredRun {
    const value = subscription.lane && event.lanes?.[subscription.lane.path];
    const lane = value === undefined ? null : `${subscription.lane?.name}:${value}`;
    const owner = event.claim && lane === null ? workerId : null;
    return this.store(this.aRun(event, subscription), { owner, lane, laneSkips: subscription.lane?.skips ?? false });
  }

  /** A run of an event, stored by `store`. */
  aRun(event: NewEvent, { flowId, flowVersionId }: Omit<Subscription, 'intakeSourceId'>): StoredRun {
    const times = { createdAt: this.now, deadlineFrom: this.now };
    const empty = { failure: null, journal: [], waitpoints: new Map(), parent: null, held: [], response: null, queue: undefined };
    return { runId: this.database.ids.next() as RunId, event, flowId, flowVersionId, status: 'queued', attempts: 1, ...times, ...empty };
  }

  store(run: StoredRun, { owner, lane, laneSkips }: Pick<StoredQueue, 'owner' | 'lane' | 'laneSkips'>): StoredRun {
    const started = owner ? 1 : 0;
    run.queue = { readyAt: this.now, owner, epoch: started, claims: started, cancel: false, isNudged: false, lane, laneSkips };
    this.database.runs.set(run.runId, run);
    return run;
  }

  startChild(parent: StoredRun, { runId, eventId, key, flowId, payload }: NewChildRun): boolean {
    const live = this.database.subscriptions.find((subscription) => subscription.flowId === flowId);
    if (!live) return false;
    const event = { ...parent.event, id: eventId, dedupeKey: `${parent.runId}:${key}`, payload, labels: '{}', claim: false };
    this.database.events.set(eventId, event);
    this.store({ ...this.aRun(event, live), runId, parent: { runId: parent.runId, key } }, { owner: null, lane: null, laneSkips: false });
    return true;
  }

  childrenOf(parentId: RunId): ChildRecord[] {
    const children = [...this.database.runs.values()].filter(({ parent }) => parent?.runId === parentId);
    return children.map(({ runId, parent, status, response }) => ({ key: parent?.key ?? '', runId, status, result: response }));
  }

  wake(runId: RunId): void {
    const run = this.database.runs.get(runId);
    if (run?.queue) run.queue = { ...run.queue, isNudged: run.queue.owner !== null, readyAt: run.queue.owner === null ? this.now : run.queue.readyAt };
  }

  find({ organizationId, runId }: { organizationId: OrganizationId; runId: RunId }): StoredRun | undefined {
    const run = this.database.runs.get(runId);
    return run?.event.organizationId === organizationId ? run : undefined;
  }

  private get now(): number {
    return this.database.clock.now();
  }
}
