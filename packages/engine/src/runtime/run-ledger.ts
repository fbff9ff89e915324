import type { OrganizationId, RunId } from '@penstock/kernel';
import { parseJson } from '@penstock/kernel';
import type { Port } from '@penstock/flow-model';
import type { EffectRecord } from '../core/effect';
import type { StepOutcome } from '../core/run-progress';
import type {
  ClaimedRun,
  CommitResult,
  Disposition,
  EffectOutcome,
  JournalEntry,
  NewEffect,
} from '../ports/run-store';
import type { ExecutionContext } from './execution-context';

/**
 * What one execution of a run knows and has not written yet. Outcomes of pure steps and of the last effect wait here
 * and travel with the next commit that must be durable (an intent, a parking, the end).
 *
 * L1 Nothing is sent before `commit` has answered `committed`.
 * L2 After `lost` nothing more is written: the run belongs to another worker.
 */
export class RunLedger {
  readonly outcomes = new Map<string, StepOutcome>();
  readonly effects = new Map<string, EffectRecord>();
  private readonly failedAttempts = new Map<string, number>();
  private journal: JournalEntry[] = [];
  private effectOutcomes: EffectOutcome[] = [];
  private cancelling: boolean;

  constructor(
    private readonly context: ExecutionContext,
    readonly run: ClaimedRun,
  ) {
    this.cancelling = run.cancelRequested;
    for (const entry of run.journal) this.fold(entry);
    for (const effect of run.effects) this.remember(effect);
  }

  get organizationId(): OrganizationId {
    return this.run.organizationId;
  }
  get runId(): RunId {
    return this.run.runId;
  }
  get isCancelling(): boolean {
    return this.cancelling;
  }

  /** 1-based number of the attempt that would come next. */
  nextAttempt(stepId: string): number {
    return (this.failedAttempts.get(stepId) ?? 0) + 1;
  }

  record(entry: JournalEntry): void {
    this.journal.push(entry);
  }

  finishStep(entry: JournalEntry, outcome: StepOutcome): void {
    this.journal.push(entry);
    this.outcomes.set(entry.stepId, outcome);
  }

  move(outcome: EffectOutcome): void {
    this.effectOutcomes.push(outcome);
  }

  async commit(disposition: Disposition, intent?: NewEffect): Promise<CommitResult> {
    const { runId, epoch, organizationId, environmentId } = this.run;
    const [journal, outcomes] = [this.journal, this.effectOutcomes];
    this.journal = [];
    this.effectOutcomes = [];
    const result = await this.context.store.commit({
      runId,
      epoch,
      journal,
      outcomes,
      intent: intent ? { ...intent, organizationId, environmentId } : null,
      disposition,
    });
    if (result.kind === 'committed') this.cancelling ||= result.cancelRequested;
    if (result.kind !== 'lost') this.announce(disposition);
    return result;
  }

  private announce(disposition: Disposition): void {
    const status = {
      continue: 'running',
      park: 'waiting',
      'needs-attention': 'needs-attention',
      finish: disposition.kind === 'finish' ? disposition.status : 'succeeded',
    }[disposition.kind];
    const { organizationId, environmentId, flowId, runId } = this.run;
    this.context.observer.runChanged({ organizationId, environmentId, flowId, runId, status });
  }

  private fold(entry: JournalEntry): void {
    if (entry.status === 'succeeded') {
      const output = entry.output === null ? null : parseJson(entry.output);
      this.outcomes.set(entry.stepId, { port: (entry.port ?? 'default') as Port, output });
    } else {
      this.failedAttempts.set(entry.stepId, Math.max(entry.attempt, this.failedAttempts.get(entry.stepId) ?? 0));
    }
  }

  private remember(effect: EffectRecord): void {
    const known = this.effects.get(effect.stepId);
    if (!known || effect.attempt > known.attempt) this.effects.set(effect.stepId, effect);
  }
}
