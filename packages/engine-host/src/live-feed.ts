import type { RunObserver } from '@penstock/engine';
import type { PostgresNotifications } from '@penstock/runtime-adapters';
import type { LiveMessage } from './engine-host';

type Change = Parameters<RunObserver['runChanged']>[0];

/** How long changes gather: short enough to look immediate, long enough to make one message of a burst. */
const GATHER_MS = 50;
/** A NOTIFY payload is limited to 8,000 bytes; a change takes about 230. */
const CHANGES_PER_NOTIFY = 30;
/**
 * Above this per gathering (1,200 a second) nobody can follow with their eyes; views reload anyway, and the statements
 * would take their time from the runs themselves.
 */
const MAX_CHANGES = 60;

/**
 * Run changes to everybody who watches, in every process. Only the last change of a run within a gathering is sent;
 * in a storm the rest is dropped: messages are hints to reload, never the truth.
 */
export class LiveFeed {
  private readonly listeners = new Set<(message: LiveMessage) => void>();
  private pending = new Map<string, Change>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly notifications: PostgresNotifications,
    private readonly environmentKey: (environmentId: string) => string,
  ) {
    notifications.on('penstock_live', (payload) => this.deliver(payload));
  }

  publish(change: Change): void {
    if (this.pending.size >= MAX_CHANGES && !this.pending.has(change.runId)) return;
    this.pending.set(change.runId, change);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  subscribe(listener: (message: LiveMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private flush(): void {
    this.timer = undefined;
    const changes = [...this.pending.values()];
    this.pending = new Map();
    for (let start = 0; start < changes.length; start += CHANGES_PER_NOTIFY) {
      const part = changes.slice(start, start + CHANGES_PER_NOTIFY);
      this.notifications.send('penstock_live', JSON.stringify(part.map((c) => [c.organizationId, c.environmentId, c.flowId, c.runId, c.status])));
    }
  }

  private deliver(payload: string): void {
    if (this.listeners.size === 0) return;
    for (const [organizationId, environmentId, flowId, runId, status] of JSON.parse(payload) as string[][]) {
      const message = { organizationId, runId, flowId, environment: this.environmentKey(environmentId ?? ''), status } as LiveMessage;
      for (const listener of this.listeners) listener(message);
    }
  }
}
