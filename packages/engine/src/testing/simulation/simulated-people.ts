import type { OrganizationId, RunId } from '@penstock/kernel';
import type { OperationResult, RunStore } from '../../ports/run-store';
import type { MemoryDatabase, StoredEffect, StoredRun } from '../memory-database';
import type { Storm } from './fault-plan';
import { DECISIONS, type Block, type FlowTree } from './flow-tree';
import type { SeededChoices } from './seeded-choices';
import type { SimulatedRemote } from './simulated-remote';
import type { VirtualTime } from './virtual-time';

export interface PeopleParts {
  readonly time: VirtualTime;
  readonly database: MemoryDatabase;
  readonly store: RunStore;
  readonly remote: SimulatedRemote;
  readonly storm: Storm;
  readonly choices: SeededChoices;
  readonly onWord: (runId: string) => void;
  readonly onGivenUp: (runId: string, key: string) => void;
  /** Ablation: a word counts without a look-up. */
  readonly checksWords: boolean;
  readonly treeOf: (flowId: string) => FlowTree;
  readonly trace: (what: string) => void;
}

/** A person has patience for this many retries of one run. */
const MOST_RETRIES = 3;
const ROUND_MS = 15_000;
/** Actions with a look-up. */
const ASKABLE: readonly string[] = ['book', 'unbook', 'post'];

/** People at the desk and callers outside: they settle doubt by looking, retry, cancel, decide, and click twice. */
export class SimulatedPeople {
  /** First answer that was counted, by `run:key`. */
  readonly answers = new Map<string, string>();
  private readonly retries = new Map<string, number>();
  private readonly invited = new Set<string>();
  private readonly settlements = new Map<string, number>();

  constructor(private readonly parts: PeopleParts) {}

  start(): void {
    this.parts.time.at(ROUND_MS / 3, null, () => void this.round());
  }

  private async round(): Promise<void> {
    const { database, storm, choices, time } = this.parts;
    for (const run of [...database.runs.values()]) {
      this.invite(run);
      const isAttentive = storm.isOver || choices.happens(0.4);
      if (isAttentive) await this.settleDoubt(run);
      if (isAttentive && run.status === 'needs-attention' && run.queue?.owner === null) await this.attend(run);
    }
    time.at(ROUND_MS, null, () => void this.round());
  }

  /** Once for each run: who will call or decide, when and how often; and whether somebody will cancel it. */
  private invite(run: StoredRun): void {
    const { storm, choices, time, treeOf } = this.parts;
    if (this.invited.has(run.runId)) return;
    this.invited.add(run.runId);
    if (storm.strikes('cancel')) time.at(choices.between(0, 120_000), null, () => void this.cancel(run));
    for (const { key, kind, seconds } of waitsOf(treeOf(run.flowId).blocks)) {
      const clicks = choices.between(0, 3);
      for (let click = 0; click < clicks; click += 1) time.at(choices.between(0, seconds * 1_300), null, () => void this.answer(run, { key, kind }));
      // A person sees a question only once it is asked; a caller may be quicker than the run.
      for (let click = 0; click < 2; click += 1) time.at(choices.between(30_000, 200_000), null, () => void this.answer(run, { key, kind }));
    }
  }

  private async answer(run: StoredRun, { key, kind }: { readonly key: string; readonly kind: 'callback' | 'decision' }): Promise<void> {
    const { store, storm, choices } = this.parts;
    const known = run.waitpoints.get(key);
    const result = JSON.stringify({ choice: choices.oneOf(DECISIONS), nonce: choices.between(1, 1_000_000) });
    const answered = await store.answerWaitpoint({ ...whose(run), key, kind, result, actor: 'somebody', reason: null });
    const slot = `${run.runId}:${key}`;
    if (known?.state === 'answered') storm.count('wait answered twice');
    if (!known && answered === 'done') storm.count('wait answered before it was open');
    if (answered === 'done' && !this.answers.has(slot)) this.answers.set(slot, result);
  }

  private async cancel(run: StoredRun): Promise<void> {
    if ((await this.parts.store.cancelRun(whose(run))) !== 'done') return;
    this.parts.storm.count('run cancelled by a person');
    this.parts.trace(`a person cancels run ${run.runId}`);
  }

  /** Looks at the remote system and says what they saw; what can be asked anyway, they do not always look at well. */
  private async settleDoubt(run: StoredRun): Promise<void> {
    const { database, remote, storm, choices } = this.parts;
    for (const effect of database.effects.filter(({ runId }) => runId === run.runId)) {
      const { state, action, businessKey, word } = effect;
      const isAsked = state === 'NEEDS_HUMAN' || (state === 'UNKNOWN' && word === null && choices.happens(0.1));
      if (!isAsked) continue;
      const isChecked = ASKABLE.includes(action);
      const isMistaken = choices.happens(0.25) && isChecked && !storm.isOver;
      // An asked person waits until the time of the remote side is over; here they simply know. A mistaken one does not wait.
      if (!isMistaken && remote.mayStillAct(action, businessKey)) continue;
      const [deed] = remote.deeds.filter((each) => each.action === action && each.key === businessKey);
      if (isMistaken) storm.count('wrong word of a person');
      const happened = isMistaken ? !deed : deed !== undefined;
      if (happened) await this.settle(effect, { state: 'DONE', remoteId: deed?.id ?? 'D-0' });
      else await this.settle(effect, { state: this.decline(effect), remoteId: null });
    }
  }

  /** May be sent; some would rather give it up, all of them after several times. */
  private decline({ action, businessKey }: StoredEffect): 'ABSENT' | 'REJECTED' {
    const times = this.settlements.get(businessKey) ?? 0;
    this.settlements.set(businessKey, times + 1);
    const isGivenUp = times >= MOST_RETRIES || this.parts.choices.happens(0.3);
    return isGivenUp && action !== 'unbook' ? 'REJECTED' : 'ABSENT';
  }

  private async settle(effect: StoredEffect, { state, remoteId }: { readonly state: 'DONE' | 'ABSENT' | 'REJECTED'; readonly remoteId: string | null }): Promise<OperationResult> {
    const { store, database, storm, trace, checksWords } = this.parts;
    const run = database.runs.get(effect.runId)!;
    const isChecked = ASKABLE.includes(effect.action) && (checksWords || state === 'DONE');
    // Who gives a write up has not asked for another try.
    if (state !== 'REJECTED') this.parts.onWord(effect.runId);
    const response = remoteId === null ? null : JSON.stringify({ id: remoteId });
    const settled = await store.settleEffect({ organizationId: whose(run).organizationId, effectId: effect.id, state, isChecked, remoteId, response, actor: 'ann', reason: 'looked' });
    if (!checksWords) this.forgetWord(effect.id);
    if (settled === 'done') storm.count(state === 'REJECTED' ? 'effect given up by a person' : 'doubt settled by a person');
    if (settled === 'done' && state === 'REJECTED' && !isChecked) this.parts.onGivenUp(effect.runId, effect.stepId);
    trace(`a person says ${state} of ${effect.action} ${effect.businessKey}: ${settled}`);
    return settled;
  }

  /** Ablation: what a retry would look up first (E4) is sent as well. */
  private forgetWord(effectId: string): void {
    const { effects } = this.parts.database;
    const index = effects.findIndex(({ id }) => id === effectId);
    effects[index] = { ...effects[index]!, word: null };
  }

  private async attend(run: StoredRun): Promise<void> {
    const times = this.retries.get(run.runId) ?? 0;
    this.retries.set(run.runId, times + 1);
    // A cancelled run may ask once more, when what undoes it was refused: it is cancelled again.
    if (times >= MOST_RETRIES && times % 2 === 1) return this.cancel(run);
    this.parts.onWord(run.runId);
    const retried = await this.parts.store.retryRun(whose(run));
    this.parts.trace(`a person retries run ${run.runId} (${run.failure?.code}): ${retried}`);
  }
}

const whose = ({ runId, event }: StoredRun): { readonly organizationId: OrganizationId; readonly runId: RunId } => ({ organizationId: event.organizationId, runId });

interface AnswerableWait {
  readonly key: string;
  readonly kind: 'callback' | 'decision';
  readonly seconds: number;
}

/** Waits outside loops: those have an address of their own. */
function waitsOf(blocks: readonly Block[], prefix = ''): AnswerableWait[] {
  return blocks.flatMap((block): AnswerableWait[] => {
    switch (block.kind) {
      case 'wait':
        return block.wait === 'duration' ? [] : [{ key: prefix + block.id, kind: block.wait, seconds: block.seconds }];
      case 'if':
        return [...waitsOf(block.yes, prefix), ...waitsOf(block.no, prefix)];
      case 'switch':
        return [...block.cases, block.other].flatMap((arm) => waitsOf(arm, prefix));
      case 'parallel':
        return block.branches.flatMap((branch) => waitsOf(branch, prefix));
      case 'try':
        return [...waitsOf(block.body, `${prefix}${block.id}/`), ...waitsOf(block.onError, prefix)];
      default:
        return [];
    }
  });
}
