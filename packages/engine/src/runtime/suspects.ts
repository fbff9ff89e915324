import { aloneMsAtLeast, SUSPECT_ALONE_MS } from '../core/claims';
import type { ClaimedRun } from '../ports/run-store';
import type { Scheduler } from '../ports/runtime-ports';

/**
 * Runs that are suspected of ending their workers, begun one after the other.
 *
 * P1 Few are held here: the others stay in the database, where other workers find them and no claim counts against them.
 * P2 Each is alone for a while, or until it is through. While nothing dies the time alone halves from one to the next:
 *    the companions of a worker that was killed for other reasons are many, and all of them innocent.
 */
export interface SuspectParts {
  readonly scheduler: Scheduler;
  /** Resolves when the run is through. Never rejects. */
  readonly begin: (run: ClaimedRun) => Promise<void>;
  /** There is room for further ones. */
  readonly onRoom: () => void;
}

const MOST_HELD = 4;

export class Suspects {
  private readonly waiting: ClaimedRun[] = [];
  private isOneAlone = false;
  private aloneMs = SUSPECT_ALONE_MS;

  constructor(private readonly parts: SuspectParts) {}

  /** How many more may be claimed now. */
  get room(): number {
    return Math.max(0, MOST_HELD - this.waiting.length);
  }

  add(run: ClaimedRun): void {
    this.waiting.push(run);
    this.beginNext();
  }

  /** Takes out all that were not begun. */
  drop(): readonly ClaimedRun[] {
    return this.waiting.splice(0);
  }

  private beginNext(): void {
    if (this.isOneAlone) return;
    const run = this.waiting.shift();
    if (!run) return;
    this.isOneAlone = true;
    const survived = once(() => {
      this.isOneAlone = false;
      this.aloneMs /= 2;
      this.beginNext();
    });
    const cancel = this.parts.scheduler.after(Math.max(this.aloneMs, aloneMsAtLeast(run)), survived);
    void this.parts.begin(run).then(() => {
      cancel();
      survived();
    });
    if (this.waiting.length < MOST_HELD / 2) this.parts.onRoom();
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
