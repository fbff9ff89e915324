import type { Dispatcher } from '@penstock/engine';
import type { RunId } from '@penstock/kernel';
import { Queue, Worker } from 'bullmq';

/**
 * Hints by BullMQ on Redis: one job carries a batch of run ids, each job reaches one worker process, so a burst spreads
 * over all of them. Jobs hold nothing that the run store does not know: Redis may be flushed at any time.
 */
const QUEUE = 'penstock-runs';
const DEBOUNCE_MS = 5;
const RUNS_PER_JOB = 50;

export class BullmqDispatcher implements Dispatcher {
  private readonly queue: Queue;
  private worker: Worker | undefined;
  private pending: RunId[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redisUrl: string,
    private readonly trouble: (what: string, error: unknown) => void,
  ) {
    // Redis away: hints fail at once and are dropped, the sweep repairs them; nothing queues up in memory.
    this.queue = new Queue(QUEUE, { connection: { url: redisUrl, enableOfflineQueue: false, maxRetriesPerRequest: 1 } });
    this.queue.on('error', (error) => trouble('the hint queue', error));
  }

  announce(runIds: readonly RunId[]): void {
    this.pending.push(...runIds);
    this.timer ??= setTimeout(() => this.flush(), DEBOUNCE_MS);
  }

  async listen(listener: (runIds: readonly RunId[]) => void): Promise<void> {
    this.worker = new Worker<{ runIds: RunId[] }>(QUEUE, async (job) => listener(job.data.runIds), {
      connection: { url: this.redisUrl, maxRetriesPerRequest: null },
      concurrency: 4,
    });
    this.worker.on('error', (error) => this.trouble('the hint worker', error));
    // Not awaited: with Redis away the sweep does the work, and nothing may wait for a hint.
    this.worker.waitUntilReady().catch((error: unknown) => this.trouble('connecting the hint worker', error));
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.worker?.close();
    await this.queue.close();
  }

  private flush(): void {
    this.timer = undefined;
    const runIds = this.pending;
    this.pending = [];
    const jobs = [];
    for (let start = 0; start < runIds.length; start += RUNS_PER_JOB) {
      const batch = runIds.slice(start, start + RUNS_PER_JOB);
      jobs.push({ name: 'ready', data: { runIds: batch }, opts: { removeOnComplete: true, removeOnFail: true } });
    }
    this.queue.addBulk(jobs).catch((error: unknown) => this.trouble('announcing runs', error));
  }
}
