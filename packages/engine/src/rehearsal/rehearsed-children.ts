import type { FlowDocument } from '@penstock/flow-model';
import { stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import type { NewChildRun } from '../ports/run-store';
import type { RecordedAnswer, Rehearsal } from './rehearsal';
import type { RehearsalNotes } from './rehearsal-notes';
import type { RehearsalStore } from './rehearsal-store';

export interface ChildParts {
  readonly store: RehearsalStore;
  readonly notes: RehearsalNotes;
  readonly recorded: ReadonlyMap<string, RecordedAnswer>;
  /** The version of another flow that is live in the environment; undefined: nobody can tell. */
  readonly liveFlow: ((flowId: string) => Promise<FlowDocument | undefined>) | undefined;
  /** Undefined when it cannot be rehearsed: it does not compile, or flows call each other too deep. */
  readonly rehearse: (child: NewChildRun, document: FlowDocument) => Promise<Rehearsal | undefined>;
}

/** Flows that the rehearsed one calls: answered from the record, rehearsed themselves, or assumed to succeed. */
export class RehearsedChildren {
  readonly rehearsals = new Map<string, Rehearsal>();

  constructor(private readonly parts: ChildParts) {}

  /** A called flow has come to a stop that only a person ends; its caller waits for good. */
  get isStuck(): boolean {
    return [...this.rehearsals.values()].some(({ outcome }) => outcome !== 'succeeded');
  }

  async canStart({ flowId, key }: NewChildRun): Promise<boolean> {
    const { recorded, liveFlow } = this.parts;
    return recorded.has(key) || !liveFlow || (await liveFlow(flowId)) !== undefined;
  }

  /** @returns whether one has come to its end. */
  async end(): Promise<boolean> {
    let hasEnded = false;
    for (const child of this.parts.store.newChildren.splice(0)) if (await this.endOne(child)) hasEnded = true;
    return hasEnded;
  }

  private async endOne(child: NewChildRun): Promise<boolean> {
    const { recorded, notes } = this.parts;
    const answer = recorded.get(child.key);
    if (answer?.kind === 'output') {
      notes.answered(child.key, 'recording');
      return this.succeed(child, answer.output);
    }
    const rehearsal = await this.rehearse(child);
    if (!rehearsal) return this.assumeSuccess(child);
    this.rehearsals.set(child.key, rehearsal);
    if (rehearsal.outcome !== 'succeeded') return false;
    if (rehearsal.assumptions.length > 0) notes.answered(child.key, 'assumption');
    const { response } = rehearsal;
    return this.succeed(child, response === undefined ? undefined : ((response as JsonObject)['body'] ?? null));
  }

  private async rehearse(child: NewChildRun): Promise<Rehearsal | undefined> {
    const document = await this.parts.liveFlow?.(child.flowId);
    return document && this.parts.rehearse(child, document);
  }

  private assumeSuccess(child: NewChildRun): true {
    const { notes } = this.parts;
    notes.answered(child.key, 'assumption');
    notes.assume({
      key: child.key,
      code: 'SUB_FLOW_ASSUMED',
      message: 'The flow that is called was not rehearsed; it is taken to succeed without an answer.',
    });
    return this.succeed(child, null);
  }

  private succeed({ key, runId }: NewChildRun, body: Json | undefined): true {
    const result = body === undefined ? null : stringifyJson({ body });
    this.parts.store.children.set(key, { key, runId, status: 'succeeded', result });
    return true;
  }
}
