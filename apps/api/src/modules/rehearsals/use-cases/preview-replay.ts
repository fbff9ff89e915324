import { Injectable } from '@nestjs/common';
import { mostPreviewedEffects, type PreviewedEffect, type ReplayPreview, type ReplayPreviewRequest } from '@penstock/contracts';
import { moneyOf, type EffectStanding, type PlannedEffect, type Rehearsal } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../../platform/auth/request-context';
import { RunReads } from '../../runs/run-reads';
import { BulkRehearsals } from '../bulk-rehearsals';
import { Candidates } from '../candidates';
import { moneyView } from '../rehearsal-views';
import { Recordings, type Recording } from '../recordings';
import { editedPayload } from '../../cases/edited-payload';
import { RehearsalRoom } from '../rehearsal-room';
import { RehearsalError } from '../rehearsals.errors';

type Refusal = ReplayPreview['refusals'][number];
/** What the sums need of an effect: the rehearsals of many runs do not fit into the process. */
interface Fact extends PreviewedEffect {
  /** The same for what the engine takes as one effect. */
  readonly name: string;
}
interface Looked {
  readonly facts: readonly Fact[];
  /** Why it would stop before its end; empty when it would not. */
  readonly stop: readonly Refusal[];
}

/** What a bulk replay would do, before anybody starts it. Nothing is sent and nothing is written. */
@Injectable()
export class PreviewReplay {
  constructor(
    private readonly runs: RunReads,
    private readonly recordings: Recordings,
    private readonly candidates: Candidates,
    private readonly room: RehearsalRoom,
    private readonly bulk: BulkRehearsals,
  ) {}

  async execute(ctx: RequestContext, request: ReplayPreviewRequest): Promise<ReplayPreview> {
    const { runIds, isPartial } = await this.chosen(ctx, request);
    const refusals: Refusal[] = [];
    const looked: Looked[] = [];
    await this.bulk.alone(async (turn) => {
      for (const runId of runIds) {
        const answer = (await turn.next()) ? await this.look(ctx, runId, request) : { runId, ...outOfTime };
        if ('code' in answer) refusals.push(answer);
        else looked.push(answer);
      }
    });
    const facts = factsOf(looked);
    return {
      runs: looked.length,
      ...countedBy(facts),
      effects: facts.slice(0, mostPreviewedEffects).map(({ name: _name, ...effect }) => effect),
      wouldStop: looked.flatMap(({ stop }) => stop),
      refusals,
      isPartial,
    };
  }

  private async chosen(
    ctx: RequestContext,
    { runIds, filter, limit }: ReplayPreviewRequest,
  ): Promise<{ readonly runIds: readonly string[]; readonly isPartial: boolean }> {
    if (runIds) return { runIds: [...new Set(runIds)], isPartial: false };
    const { items, nextCursor } = await this.runs.page(ctx, { ...filter, limit });
    return { runIds: items.map(({ id }) => id), isPartial: nextCursor !== null };
  }

  private async look(
    ctx: RequestContext,
    runId: string,
    { version, payloadText }: ReplayPreviewRequest,
  ): Promise<Looked | Refusal> {
    try {
      const recording = await this.recordings.ofRun(ctx, runId);
      if (!recording) return { runId, ...notFound };
      const payload = payloadText === undefined ? recording.payload : editedPayload(payloadText, recording.payload ?? null);
      if (payload === undefined) return { runId, ...erased };
      const document = await this.documentFor(ctx, recording, version);
      if (!document) return { runId, ...notLive };
      const { flowId, environmentId, answers, createdAt } = recording;
      const rehearsal = await this.room.rehearse(ctx, {
        environmentId,
        flowId,
        document,
        payload,
        now: createdAt.getTime(),
        recorded: answers.withoutEffects,
        reads: 'stand-in',
        meetsRealEffects: true,
      });
      return { facts: rehearsal.effects.map((effect) => factOf(effect, runId)), stop: stopOf(runId, rehearsal) };
    } catch (thrown) {
      if (!(thrown instanceof RehearsalError)) throw thrown;
      return { runId, code: thrown.code, message: thrown.message };
    }
  }

  private async documentFor(
    ctx: RequestContext,
    recording: Recording,
    version: ReplayPreviewRequest['version'],
  ): Promise<FlowDocument | undefined> {
    return version === 'same' ? recording.document : (await this.candidates.liveDocument(ctx, recording))?.document;
  }
}

const notFound = { code: 'RUN_NOT_FOUND', message: 'This run does not exist, or it belongs to somebody else.' };
const outOfTime = {
  code: 'OUT_OF_TIME',
  message: 'The time of one request was over before its turn came. Ask for fewer runs at once.',
};
const erased = { code: 'RUN_NOT_REPLAYABLE', message: 'The content of its event is not kept any more.' };
const notLive = { code: 'RUN_NOT_REPLAYABLE', message: 'No version of its flow is live there any more.' };

function factOf(effect: PlannedEffect, runId: string): Fact {
  const { scope, stepId, connector, action, businessKey, standing, kind, amount, currency } = effect;
  const name = JSON.stringify([scope, action, keyOf(effect, runId)]);
  const isAssumed = effect.restsOn.length > 0;
  return { name, runId, stepId, connector, action, businessKey, isAssumed, standing, kind, amount, currency };
}

/** A key that rests on a sample is the same in every rehearsal, and another one in every real run. */
const keyOf = ({ businessKey, restsOn, key }: PlannedEffect, runId: string): string =>
  restsOn.length > 0 ? `${runId} ${key}` : businessKey;

/** One business fact is one effect, however many of the runs and slots would come to it. */
function factsOf(looked: readonly Looked[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const fact of looked.flatMap(({ facts: some }) => some)) if (!facts.has(fact.name)) facts.set(fact.name, fact);
  return [...facts.values()];
}

function countedBy(effects: readonly Fact[]): Pick<ReplayPreview, 'confirmed' | 'unknown' | 'fresh' | 'conflicts'> {
  const of = (standing: EffectStanding) => {
    const some = effects.filter((effect) => effect.standing === standing);
    return { count: some.length, money: moneyView(moneyOf(some)) };
  };
  return { confirmed: of('confirmed'), unknown: of('unknown'), fresh: of('new'), conflicts: of('conflict') };
}

function stopOf(runId: string, rehearsal: Rehearsal): Refusal[] {
  if (rehearsal.outcome === 'succeeded') return [];
  const problem = rehearsal.problems.find(({ isCaught }) => !isCaught);
  return [{ runId, code: problem?.code ?? 'UNFINISHED', message: problem?.message ?? 'It would not come to its end.' }];
}
