import { isLive } from '../../core/effect';
import type { ClaimedRun, CommitResult, ProgressCommit } from '../../ports/run-store';
import type { MemoryDatabase, StoredEffect } from '../memory-database';
import type { Findings } from './findings';
import type { SimulatedRemote } from './simulated-remote';

/** More claims of one run than this within `SPIN_MS` are no waiting but turning round. */
const MOST_CLAIMS = 40;
const SPIN_MS = 10_000;

/**
 * Looks over the store's shoulder at every claim and every commit, with a memory of its own: what must never be true,
 * not even for a moment.
 */
export class SafetyWatch {
  private readonly claims = new Map<string, { readonly epoch: number; readonly worker: string }>();
  private readonly recentClaims = new Map<string, number[]>();
  private readonly finished = new Map<string, Set<string>>();
  /** Steps of a run whose write was refused, until a person asks for another try. */
  private readonly refused = new Map<string, Set<string>>();

  constructor(
    private readonly database: MemoryDatabase,
    private readonly remote: SimulatedRemote,
    private readonly findings: Findings,
  ) {}

  claimed(runs: readonly ClaimedRun[], worker: string): void {
    for (const { runId, epoch } of runs) {
      const last = this.claims.get(runId);
      if (last && epoch <= last.epoch) this.findings.add('G6', `run ${runId} was claimed with epoch ${epoch} after ${last.epoch}`);
      this.claims.set(runId, { epoch, worker });
      this.countClaim(runId);
      this.checkLane(runId);
    }
  }

  /** @param before effects of the run as they were. */
  committed(progress: ProgressCommit, result: CommitResult, { worker, before }: { readonly worker: string; readonly before: ReadonlyMap<string, StoredEffect> }): void {
    if (result.kind === 'lost') return;
    const { runId, epoch } = progress;
    const last = this.claims.get(runId);
    if (last?.epoch !== epoch || last.worker !== worker) this.findings.add('G6', `a write of epoch ${epoch} of run ${runId} was taken although ${last?.worker} has it with epoch ${last?.epoch}`);
    this.checkJournal(progress);
    for (const outcome of progress.outcomes) this.checkMove(progress, before.get(outcome.effectId), outcome.state);
    for (const { id, stepId } of progress.intents) {
      this.checkIntent(id);
      if (this.refused.get(runId)?.has(stepId)) this.findings.add('E3', `${stepId} of run ${runId} was sent again after a refusal`);
    }
  }

  /** A person asked for another try, or has said what became of the write. */
  personSpoke(runId: string): void {
    this.refused.delete(runId);
  }

  /** A person has said that this write shall not be sent. */
  personGaveUp(runId: string, key: string): void {
    this.refused.set(runId, (this.refused.get(runId) ?? new Set<string>()).add(key));
  }

  private countClaim(runId: string): void {
    const now = this.database.clock.now();
    const recent = (this.recentClaims.get(runId) ?? []).filter((at) => at > now - SPIN_MS);
    recent.push(now);
    this.recentClaims.set(runId, recent);
    if (recent.length > MOST_CLAIMS) this.findings.add('SPIN', `run ${runId} was claimed more than ${MOST_CLAIMS} times in ${SPIN_MS / 1_000} s`);
  }

  private checkLane(runId: string): void {
    const lane = this.database.runs.get(runId as never)?.queue?.lane;
    if (!lane) return;
    const ahead = [...this.database.runs.values()].filter((run) => run.runId !== runId && run.queue?.lane === lane);
    for (const other of ahead) {
      if (other.queue?.owner) this.findings.add('ORDER', `runs ${runId} and ${other.runId} of one lane are executed at once`);
      if (other.runId < runId) this.findings.add('ORDER', `run ${runId} overtook run ${other.runId} of its lane`);
    }
  }

  private checkJournal({ runId, journal }: ProgressCommit): void {
    const finished = this.finished.get(runId) ?? new Set<string>();
    this.finished.set(runId, finished);
    for (const { stepId, port } of journal) {
      if (port === null) continue;
      if (finished.has(stepId)) this.findings.add('G7', `step ${stepId} of run ${runId} was finished twice`);
      finished.add(stepId);
    }
  }

  private checkMove({ runId }: ProgressCommit, before: StoredEffect | undefined, to: string): void {
    if (!before) return;
    const { action, businessKey: key, state } = before;
    if (before.runId !== runId && to !== 'COMPENSATED') this.findings.add('L4', `run ${runId} settled an effect of run ${before.runId}: ${action} ${key}`);
    if (to === 'REJECTED') this.refused.set(runId, (this.refused.get(runId) ?? new Set<string>()).add(before.stepId));
    const isGoneForGood = to === 'ABSENT' || to === 'NOT_SENT' || to === 'REJECTED';
    if (!isGoneForGood || state === 'DONE') return;
    if (this.remote.deeds.some((deed) => deed.action === action && deed.key === key)) this.findings.add('G4', `${action} ${key} was declared ${to} and has happened`);
    else if (this.remote.mayStillAct(action, key)) this.findings.add('G4', `${action} ${key} was declared ${to} while it still may happen`);
  }

  private checkIntent(effectId: string): void {
    const intent = this.database.effects.find(({ id }) => id === effectId);
    if (!intent) return;
    const rivals = this.database.effects.filter(
      (other) => isLive(other.state) && ((other.scope === intent.scope && other.action === intent.action && other.businessKey === intent.businessKey) || (other.runId === intent.runId && other.stepId === intent.stepId)),
    );
    if (rivals.length > 1) this.findings.add('G3', `${intent.action} ${intent.businessKey} has ${rivals.length} live effects`);
  }
}
