import type { RunId } from '@penstock/kernel';
import type { ClaimedRun, ClaimRequest } from '../ports/run-store';

/**
 * The places of one worker for runs in flight. The last of them are kept for flows that hold less than their share: a
 * backlog of one flow fills the others, and an event of another flow still begins at once (measured without it: 5 s at
 * the 99th percentile beside a backlog of 400 runs).
 */
export class Places {
  private readonly flowOf = new Map<RunId, string>();
  private readonly heldBy = new Map<string, number>();

  constructor(private size: { readonly all: number; readonly kept: number }) {}

  /** More or fewer places from now on; nobody who has one loses it. */
  resize(all: number): void {
    this.size = { ...this.size, all };
  }

  /** Places that flows of any kind may ever have at once. */
  get forAny(): number {
    return this.size.all - this.size.kept;
  }

  get taken(): number {
    return this.flowOf.size;
  }
  get free(): number {
    return Math.max(0, this.size.all - this.taken);
  }
  /** Places that any flow may take. */
  get open(): number {
    return Math.max(0, this.free - this.size.kept);
  }

  has(runId: RunId): boolean {
    return this.flowOf.has(runId);
  }

  take({ runId, flowId }: Pick<ClaimedRun, 'runId' | 'flowId'>): void {
    if (this.flowOf.has(runId)) return;
    this.flowOf.set(runId, flowId);
    this.heldBy.set(flowId, (this.heldBy.get(flowId) ?? 0) + 1);
  }

  leave(runId: RunId): void {
    const flowId = this.flowOf.get(runId);
    if (flowId === undefined) return;
    this.flowOf.delete(runId);
    const left = (this.heldBy.get(flowId) ?? 1) - 1;
    if (left === 0) this.heldBy.delete(flowId);
    else this.heldBy.set(flowId, left);
  }

  /** What a claim of at most `most` runs may ask for now; null: nothing. */
  room(most: number): ClaimRequest | null {
    if (this.open > 0) return { limit: Math.min(most, this.open) };
    if (this.free === 0) return null;
    return { limit: Math.min(most, this.free), passOver: this.flowsOverTheirShare() };
  }

  /** Room is always left for one flow more than those that are here. */
  private flowsOverTheirShare(): readonly string[] {
    const share = this.size.all / (this.heldBy.size + 1);
    return [...this.heldBy].filter(([, held]) => held >= share).map(([flowId]) => flowId);
  }
}
