import type { AcceptedEvent, ClaimedRun, CommitResult, ProgressCommit, RunStore } from '../../ports/run-store';
import { type MemoryDatabase } from '../memory-database';
import { MemoryRunStore } from '../memory-run-store';
import type { Storm } from './fault-plan';
import type { SafetyWatch } from './safety-watch';
import type { SeededChoices } from './seeded-choices';
import type { SimulatedProcess } from './simulated-process';

/** The connection between a process and the database broke; nobody knows on which way. */
export class DatabaseAway extends TypeError {}

export interface StoreParts {
  readonly process: SimulatedProcess;
  readonly database: MemoryDatabase;
  readonly times: { readonly workerLeaseMs: number; readonly takeoverGraceMs: number };
  readonly storm: Storm;
  readonly choices: SeededChoices;
  readonly watch: SafetyWatch;
  /** Told of every operation before it leaves; may let the process crash or stand still. */
  readonly onOperation: (operation: { readonly name: string; readonly intends: boolean }) => void;
  /** Ablation: the database takes writes of any epoch. */
  readonly comparesEpochs: boolean;
  readonly trace: (what: string) => void;
}

/**
 * The run store of one process incarnation, over a line that may lose the request or the answer. What the database
 * does, it does in one moment.
 */
export function simulatedStore(parts: StoreParts): RunStore {
  const { process, database, times, storm, choices, trace } = parts;
  const inner = new MemoryRunStore(database, process.name, times);
  const line = new StoreLine(parts, inner);
  return new Proxy(inner, {
    get: (_target, name: keyof RunStore) => (argument: unknown) => {
      parts.onOperation({ name, intends: name === 'commit' && (argument as ProgressCommit).intents.length > 0 });
      return process.ask({
        thereMs: choices.next() * 4,
        backMs: choices.next() * 4,
        act: async () => {
          const isRequestLost = storm.strikes('storeRequestLost') || (process.isDead && choices.happens(0.5));
          if (isRequestLost) {
            storm.count('request to the database lost');
            throw new DatabaseAway(`${name} did not reach the database`);
          }
          const answer = await line.apply(name, argument);
          trace(`${process.name} ${name} ${describe(name, argument, answer)}`);
          if (storm.strikes('storeAnswerLost')) {
            storm.count('answer of the database lost');
            throw new DatabaseAway(`the answer to ${name} was lost`);
          }
          return answer;
        },
      });
    },
  });
}

/** Carries out operations and shows them to the watch. */
class StoreLine {
  constructor(
    private readonly parts: StoreParts,
    private readonly inner: MemoryRunStore,
  ) {}

  async apply(name: keyof RunStore, argument: unknown): Promise<unknown> {
    const { watch, process } = this.parts;
    if (name === 'commit') return this.commit(argument as ProgressCommit);
    const answer = await (this.inner[name] as (given: unknown) => Promise<unknown>).call(this.inner, argument);
    if (name === 'claim') watch.claimed(answer as readonly ClaimedRun[], process.name);
    if (name === 'accept') watch.claimed((answer as AcceptedEvent).claimed, process.name);
    return answer;
  }

  private async commit(progress: ProgressCommit): Promise<CommitResult> {
    const { database, watch, process, storm } = this.parts;
    const before = new Map(database.effects.map((effect) => [effect.id as string, effect]));
    const result = await this.write(progress);
    if (result.kind === 'lost') storm.count('write of an old epoch refused');
    watch.committed(progress, result, { worker: process.name, before });
    return result;
  }

  private async write(progress: ProgressCommit): Promise<CommitResult> {
    const { database, process, comparesEpochs } = this.parts;
    const run = database.runs.get(progress.runId);
    if (comparesEpochs || !run?.queue) return this.inner.commit(progress);
    const { owner, epoch } = run.queue;
    run.queue = { ...run.queue, owner: process.name, epoch: progress.epoch };
    const result = await this.inner.commit(progress);
    if (run.queue?.owner === process.name) run.queue = { ...run.queue, owner, epoch };
    return result;
  }
}

function describe(name: string, argument: unknown, answer: unknown): string {
  if (name === 'claim') return (answer as readonly ClaimedRun[]).map(({ runId, epoch }) => `${short(runId)}@${epoch}`).join(' ');
  if (name !== 'commit') return '';
  const { runId, epoch, journal, outcomes, intents, waitpoints, children, disposition } = argument as ProgressCommit;
  const parts = [
    ...journal.map(({ stepId, port }) => `${stepId}:${port ?? 'failed try'}`),
    ...outcomes.map(({ effectId, state }) => `${short(effectId)}→${state}`),
    ...intents.map(({ id, stepId, businessKey }) => `intent ${short(id)} ${stepId} ${businessKey}`),
    ...waitpoints.map(({ key }) => `wait ${key}`),
    ...children.map(({ key }) => `child ${key}`),
  ];
  const until = 'readyInMs' in disposition ? ` in ${disposition.readyInMs}` : '';
  return `${short(runId)}@${epoch} [${parts.join(', ')}] ${disposition.kind}${until} → ${(answer as CommitResult).kind}`;
}

/** Ids count up: the part that counts. */
export const short = (id: string): string => String(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
