import type { Cancel, RunObserver, Scheduler } from '@penstock/engine';

/** However far the next time is, look at least this often: a notification may be lost. */
const LONGEST_PAUSE_MS = 30_000;
/** Never spin, whatever the round answers. */
const SHORTEST_PAUSE_MS = 20;
const AFTER_TROUBLE_MS = 2_000;

interface Parts {
  readonly scheduler: Scheduler;
  readonly observer: Pick<RunObserver, 'trouble'>;
  /** What the loop does, for a trouble report. */
  readonly what: string;
  /** Does what is due. @returns milliseconds until something is due again, null when nothing is known to come. */
  readonly round: () => Promise<number | null>;
}

/** Runs rounds one after the other, each when the former said that something is due, or at once when poked. */
export class WakeLoop {
  private cancel: Cancel = () => undefined;
  private current: Promise<void> | undefined;
  private isPoked = false;
  private isStopped = false;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.poke();
  }

  /** Something may be due earlier than was known. */
  poke(): void {
    if (this.isStopped) return;
    this.isPoked = true;
    this.cancel();
    if (!this.current) this.begin();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.current;
  }

  private begin(): void {
    this.current = this.turn().finally(() => (this.current = undefined));
  }

  private async turn(): Promise<void> {
    let pauseMs = AFTER_TROUBLE_MS;
    try {
      do {
        this.isPoked = false;
        const due = await this.parts.round();
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, due ?? LONGEST_PAUSE_MS));
      } while (this.isPoked && !this.isStopped);
    } catch (error) {
      this.parts.observer.trouble(this.parts.what, error);
    }
    if (!this.isStopped) this.cancel = this.parts.scheduler.after(pauseMs, () => this.begin());
  }
}
