import type { EffectId, EventId, FlowVersionId } from '@penstock/kernel';
import { isLive, type EffectRecord } from '../core/effect';
import type {
  ChildRecord,
  ClaimedRun,
  CommitResult,
  Disposition,
  EffectOutcome,
  JournalEntry,
  NewChildRun,
  NewEffect,
  NewWaitpoint,
  ProgressCommit,
  RunProgressStore,
  WaitpointRecord,
} from '../ports/run-store';
import type { EffectStanding } from './rehearsal';

export interface RehearsedRun extends Pick<
  ClaimedRun,
  'runId' | 'organizationId' | 'environmentId' | 'flowId' | 'payload' | 'createdAt'
> {
  /** Virtual time, milliseconds. */
  now(): number;
}

/** What the store asks about the world outside of the rehearsal. */
export interface RehearsalWorld {
  /** The live effect of a real run with this business key, or undefined. */
  rivalOf(intent: NewEffect): Promise<EffectRecord | undefined>;
  /** False: no flow of this id is live here. */
  canStart(child: NewChildRun): Promise<boolean>;
  /** Told in the order in which the steps have ended. */
  stepEnded(entry: JournalEntry): void;
}

export interface RehearsedIntent extends NewEffect {
  readonly standing: EffectStanding;
}

/**
 * One run in memory, for as long as its rehearsal takes. Knows no table and writes none; keeps the promises that the
 * engine's code relies on (business keys are unique, intents are answered before anything is called).
 */
export class RehearsalStore implements RunProgressStore {
  readonly journal: JournalEntry[];
  readonly intents: RehearsedIntent[] = [];
  readonly waitpoints = new Map<string, WaitpointRecord>();
  readonly newChildren: NewChildRun[] = [];
  readonly children = new Map<string, ChildRecord>();
  disposition: Disposition = { kind: 'continue' };
  response: string | null = null;
  private readonly effects = new Map<EffectId, EffectRecord>();
  /** Ids of the effects of one business fact. */
  private readonly facts = new Map<string, EffectId[]>();

  constructor(
    private readonly run: RehearsedRun,
    private readonly world: RehearsalWorld,
    finished: readonly JournalEntry[] = [],
  ) {
    this.journal = [...finished];
  }

  claimed(): ClaimedRun {
    const { now, ...run } = this.run;
    return {
      ...run,
      flowVersionId: 'rehearsed' as FlowVersionId,
      eventId: run.runId as string as EventId,
      epoch: 1,
      claims: 1,
      cancelRequested: false,
      journal: [...this.journal],
      effects: [...this.effects.values()],
      waitpoints: [...this.waitpoints.values()],
      children: [...this.children.values()],
      held: this.disposition.kind === 'needs-attention' ? this.disposition.held : [],
      deadlineFrom: run.createdAt,
      now: now(),
    };
  }

  async commit(progress: ProgressCommit): Promise<CommitResult> {
    for (const entry of progress.journal) {
      this.journal.push(entry);
      this.world.stepEnded(entry);
    }
    for (const outcome of progress.outcomes) this.move(outcome);
    for (const waitpoint of progress.waitpoints) this.open(waitpoint);
    this.response = progress.response ?? this.response;
    this.disposition = progress.disposition;
    const conflicts = new Map<EffectId, EffectRecord>();
    for (const intent of progress.intents) {
      const rival = await this.intend(intent);
      if (rival) conflicts.set(intent.id, rival);
    }
    const refusedChildren: string[] = [];
    for (const child of progress.children) {
      if (await this.world.canStart(child)) this.newChildren.push(child);
      else refusedChildren.push(child.key);
    }
    return { kind: 'committed', cancelRequested: false, conflicts, refusedChildren };
  }

  async expireWaitpoint(): Promise<'expired'> {
    return 'expired';
  }

  /** Ends an open wait as a person or a caller would. */
  answer(key: string, answer: { readonly result: string; readonly actor: string }): void {
    const waitpoint = this.waitpoints.get(key);
    if (waitpoint) this.waitpoints.set(key, { ...waitpoint, state: 'answered', ...answer });
  }

  openWaits(): readonly WaitpointRecord[] {
    return [...this.waitpoints.values()].filter(
      ({ state, expiresAt }) => state === 'open' && (expiresAt ?? 0) > this.run.now(),
    );
  }

  /** @returns the live effect that keeps the intent from being stored. */
  private async intend(intent: NewEffect): Promise<EffectRecord | undefined> {
    const own = this.ownRivalOf(intent);
    const rival = own ?? (await this.world.rivalOf(intent));
    const standing = standingOf(intent, rival);
    // The same fact twice in one run is one effect: the plan lists it once.
    if (!own || standing === 'conflict') this.intents.push({ ...intent, standing });
    if (rival && standing !== 'unknown') return rival;
    const { id, stepId, attempt, connectionId, scope, businessKey, request, requestHash } = intent;
    const fresh = {
      state: 'INTENT',
      resolveAfter: null,
      probes: 0,
      absentProbes: 0,
      remoteId: null,
      response: null,
      failure: null,
      word: null,
    } as const;
    this.remember(factOf(intent), {
      id,
      runId: this.run.runId,
      stepId,
      attempt,
      connectionId,
      scope,
      businessKey,
      request,
      requestHash,
      sentAt: this.run.now(),
      ...fresh,
    });
    return undefined;
  }

  private ownRivalOf(intent: NewEffect): EffectRecord | undefined {
    const ids = this.facts.get(factOf(intent)) ?? [];
    return ids.map((id) => this.effects.get(id)).find((other) => other && isLive(other.state));
  }

  private remember(fact: string, effect: EffectRecord): void {
    this.effects.set(effect.id, effect);
    const ids = this.facts.get(fact);
    if (ids) ids.push(effect.id);
    else this.facts.set(fact, [effect.id]);
  }

  private move({ effectId, state, remoteId, response, failure }: EffectOutcome): void {
    const effect = this.effects.get(effectId);
    if (effect) this.effects.set(effectId, { ...effect, state, remoteId, response, failure });
  }

  private open(waitpoint: NewWaitpoint): void {
    const { key, kind, expiresInMs } = waitpoint;
    if (this.waitpoints.has(key)) return;
    this.waitpoints.set(key, {
      key,
      kind,
      state: 'open',
      expiresAt: this.run.now() + expiresInMs,
      result: null,
      actor: null,
    });
  }
}

const factOf = ({ scope, action, businessKey }: NewEffect): string => JSON.stringify([scope, action, businessKey]);

/** An effect of unknown fate with the same request is taken as absent: what is planned then is the most that can happen. */
function standingOf(intent: NewEffect, rival: EffectRecord | undefined): EffectStanding {
  if (!rival) return 'new';
  if (rival.requestHash !== intent.requestHash || rival.state === 'NEEDS_HUMAN') return 'conflict';
  return rival.state === 'DONE' ? 'confirmed' : 'unknown';
}
