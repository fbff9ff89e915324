import { Injectable } from '@nestjs/common';
import type { ReplayPreview, ReplayPreviewRequest } from '@penstock/contracts';
import { moneyOf, type EffectStanding, type PlannedEffect, type Rehearsal } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../../platform/auth/request-context';
import { RunReads } from '../../runs/run-reads';
import { Candidates } from '../candidates';
import { moneyView } from '../rehearsal-views';
import { Recordings, type Recording } from '../recordings';
import { RehearsalRoom } from '../rehearsal-room';
import { RehearsalError } from '../rehearsals.errors';

type Refusal = ReplayPreview['refusals'][number];
interface Looked {
  readonly recording: Recording;
  readonly rehearsal: Rehearsal;
}

/** What a bulk replay would do, before anybody starts it. Nothing is sent and nothing is written. */
@Injectable()
export class PreviewReplay {
  constructor(
    private readonly runs: RunReads,
    private readonly recordings: Recordings,
    private readonly candidates: Candidates,
    private readonly room: RehearsalRoom,
  ) {}

  async execute(ctx: RequestContext, request: ReplayPreviewRequest): Promise<ReplayPreview> {
    const { runIds, isPartial } = await this.chosen(ctx, request);
    const recordings = await this.recordings.ofRuns(ctx, runIds);
    const known = new Set<string>(recordings.map(({ runId }) => runId));
    const refusals: Refusal[] = runIds.filter((id) => !known.has(id)).map((runId) => ({ runId, ...notFound }));
    const looked: Looked[] = [];
    for (const recording of recordings) {
      const answer = await this.look(ctx, recording, request.version);
      if ('code' in answer) refusals.push(answer);
      else looked.push({ recording, rehearsal: answer });
    }
    return {
      runs: looked.length,
      ...countedBy(effectsOf(looked)),
      wouldStop: looked.flatMap(stopOf),
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
    recording: Recording,
    version: ReplayPreviewRequest['version'],
  ): Promise<Rehearsal | Refusal> {
    const { runId, flowId, environmentId, payload, answers } = recording;
    if (payload === undefined) return { runId, ...erased };
    const document = await this.documentFor(ctx, recording, version);
    if (!document) return { runId, ...notLive };
    try {
      const recorded = answers.withoutEffects;
      return await this.room.rehearse(ctx, {
        environmentId,
        flowId,
        document,
        payload,
        now: recording.createdAt.getTime(),
        recorded,
        reads: 'stand-in',
        meetsRealEffects: true,
      });
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
const erased = { code: 'RUN_NOT_REPLAYABLE', message: 'The content of its event is not kept any more.' };
const notLive = { code: 'RUN_NOT_REPLAYABLE', message: 'No version of its flow is live there any more.' };

/** One business fact is one effect, however many of the runs and slots would come to it. */
function effectsOf(looked: readonly Looked[]): PlannedEffect[] {
  const facts = new Map<string, PlannedEffect>();
  for (const { recording, rehearsal } of looked) {
    for (const effect of rehearsal.effects) {
      const fact = JSON.stringify([effect.scope, effect.action, keyOf(effect, recording)]);
      if (!facts.has(fact)) facts.set(fact, effect);
    }
  }
  return [...facts.values()];
}

/** A key that rests on a sample is the same in every rehearsal, and another one in every real run. */
const keyOf = ({ businessKey, restsOn, key }: PlannedEffect, { runId }: Recording): string =>
  restsOn.length > 0 ? `${runId} ${key}` : businessKey;

function countedBy(
  effects: readonly PlannedEffect[],
): Pick<ReplayPreview, 'confirmed' | 'unknown' | 'fresh' | 'conflicts'> {
  const of = (standing: EffectStanding) => {
    const some = effects.filter((effect) => effect.standing === standing);
    return { count: some.length, money: moneyView(moneyOf(some)) };
  };
  return { confirmed: of('confirmed'), unknown: of('unknown'), fresh: of('new'), conflicts: of('conflict') };
}

function stopOf({ recording: { runId }, rehearsal }: Looked): Refusal[] {
  if (rehearsal.outcome === 'succeeded') return [];
  const problem = rehearsal.problems.find(({ isCaught }) => !isCaught);
  return [{ runId, code: problem?.code ?? 'UNFINISHED', message: problem?.message ?? 'It would not come to its end.' }];
}
