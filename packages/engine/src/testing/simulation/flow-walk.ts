import type { Json } from '@penstock/kernel';
import { FAILED, undoKeyOf } from '../../core/run-state';
import type { Findings } from './findings';
import type { Frame } from './flow-payload';
import type { Block, BlockOf } from './flow-tree';

/** What the journal says of one finished step. */
export interface JournalOutcome {
  readonly port: string;
  readonly output: Json;
}

/** A write that the flow asked for and that is said to be done. */
export interface DoneWrite {
  readonly action: string;
  readonly key: string;
  readonly amount: string;
}

export interface WalkParts {
  readonly runId: string;
  readonly outcomes: ReadonlyMap<string, JournalOutcome>;
  /** Statuses of runs that this step started. */
  readonly childrenOf: (key: string) => readonly string[];
  readonly isConfirmed: (key: string) => boolean;
  readonly findings: Findings;
}

/** `open`: it did not come to that, which is right where a body was closed early. */
type Ended = 'through' | 'ended' | 'failed' | 'open';

interface At {
  readonly frame: Frame;
  readonly prefix: string;
  /** In a body that was closed early, what had not begun is not missed. */
  readonly isDue: boolean;
}

/**
 * The judge's own reading of a flow: which steps a run that succeeded must have finished, given what came of its
 * writes and waits. Shares no code with the engine's frontier.
 */
export class FlowWalk {
  readonly visited = new Set<string>();
  readonly writes: DoneWrite[] = [];

  constructor(private readonly parts: WalkParts) {}

  /** @returns steps with an outcome that the flow does not lead to. */
  top(blocks: readonly Block[], frame: Frame): readonly string[] {
    this.sequence(blocks, { frame, prefix: '', isDue: true });
    return [...this.parts.outcomes.keys()].filter((key) => !this.visited.has(key));
  }

  private sequence(blocks: readonly Block[], at: At): Ended {
    for (const block of blocks) {
      const ended = this.block(block, at);
      if (ended !== 'through') return ended;
    }
    return 'through';
  }

  private block(block: Block, at: At): Ended {
    const { frame } = at;
    switch (block.kind) {
      case 'parallel':
        return this.parallel(block, at);
      case 'try':
        return this.tryBody(block, at);
      case 'for-each':
        return this.loop(block, at);
      default:
    }
    const key = at.prefix + block.id;
    const outcome = this.outcomeOf(key, at);
    if (!outcome) return 'open';
    if (outcome.port === FAILED) return 'failed';
    const flag = frame.flags[block.id];
    switch (block.kind) {
      case 'read':
        return 'through';
      case 'write':
        if (outcome.port === 'error') return this.sequence(block.onError ?? [], at);
        this.writes.push({ action: block.action, key: frame.keys[block.id] ?? '', amount: frame.amounts[block.id] ?? '' });
        return 'through';
      case 'filter':
        this.expectPort(key, outcome, flag === 'yes' ? 'default' : 'filtered');
        return flag === 'yes' ? 'through' : 'ended';
      case 'if':
        this.expectPort(key, outcome, flag ?? '');
        return this.sequence(flag === 'yes' ? block.yes : block.no, at);
      case 'switch': {
        const index = ['c0', 'c1'].indexOf(flag ?? '');
        this.expectPort(key, outcome, index < 0 ? 'default' : `c${index}`);
        return this.sequence(block.cases[index] ?? block.other, at);
      }
      case 'sub-flow':
        return this.subFlow(block, key);
      case 'wait':
        return outcome.port === 'no' ? 'ended' : 'through';
    }
  }

  private outcomeOf(key: string, { isDue }: At): JournalOutcome | undefined {
    this.visited.add(key);
    const outcome = this.parts.outcomes.get(key);
    if (!outcome && isDue) this.parts.findings.add('LOST', `run ${this.parts.runId} succeeded without ${key}`);
    return outcome;
  }

  private expectPort(key: string, { port }: JournalOutcome, expected: string): void {
    if (port !== expected) this.parts.findings.add('WRONG', `${key} of run ${this.parts.runId} was left by ${port} instead of ${expected}`);
  }

  private parallel({ branches }: BlockOf<'parallel'>, at: At): Ended {
    const ends = branches.map((branch) => this.sequence(branch, at));
    for (const end of ['failed', 'open', 'through'] as const) if (ends.includes(end)) return end;
    return 'ended';
  }

  private tryBody({ id, body, undo, onError }: BlockOf<'try'>, at: At): Ended {
    const key = at.prefix + id;
    const prefix = `${key}/`;
    const hasFailed = this.hasFailure(prefix);
    this.sequence(body, { frame: at.frame, prefix, isDue: at.isDue && !hasFailed });
    const outcome = this.outcomeOf(key, at);
    if (!outcome) {
      // A body around it was closed while this one was open: what it had done was undone, or had not begun.
      for (const stepId of undo) this.visited.add(undoKeyOf(prefix + stepId));
      return 'open';
    }
    this.expectPort(key, outcome, hasFailed ? 'error' : 'default');
    if (!hasFailed) return 'through';
    for (const stepId of undo) this.expectUndone(prefix + stepId);
    return this.sequence(onError, at);
  }

  private expectUndone(key: string): void {
    const undoKey = undoKeyOf(key);
    this.visited.add(undoKey);
    const isUndone = this.parts.outcomes.has(undoKey);
    if (this.parts.isConfirmed(key) !== isUndone) this.parts.findings.add('UNDO', `${key} of run ${this.parts.runId} ${isUndone ? 'was undone without having happened' : 'was not undone'}`);
  }

  private loop({ id, body }: BlockOf<'for-each'>, at: At): Ended {
    const key = at.prefix + id;
    const outcome = this.outcomeOf(key, at);
    for (const [index, frame] of (at.frame.items[id] ?? []).entries()) {
      const prefix = `${key}[${index}]/`;
      const isDue = at.isDue && outcome !== undefined && outcome.port !== FAILED && !this.hasFailure(prefix);
      this.sequence(body, { frame, prefix, isDue });
    }
    if (!outcome) return 'open';
    return outcome.port === FAILED ? 'failed' : 'through';
  }

  private subFlow({ waits }: BlockOf<'sub-flow'>, key: string): Ended {
    const statuses = this.parts.childrenOf(key);
    if (statuses.length !== 1) this.parts.findings.add(statuses.length === 0 ? 'LOST' : 'DUP', `${key} of run ${this.parts.runId} started ${statuses.length} runs`);
    if (waits && statuses[0] !== 'succeeded') this.parts.findings.add('LOST', `${key} of run ${this.parts.runId} went on although its run is ${statuses[0]}`);
    return 'through';
  }

  /** Of the steps that stand side by side under the prefix. */
  private hasFailure(prefix: string): boolean {
    for (const [key, { port }] of this.parts.outcomes) {
      if (port === FAILED && key.startsWith(prefix) && !key.slice(prefix.length).includes('/')) return true;
    }
    return false;
  }
}
