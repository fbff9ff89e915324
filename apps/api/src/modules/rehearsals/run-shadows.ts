import { Injectable } from '@nestjs/common';
import type { ShadowedRun } from '@penstock/contracts';
import { compareEffects, moneyOf, type MoneySum, type PlannedEffect, type Rehearsal } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../platform/auth/request-context';
import type { RecordedEffect, Recording } from './recordings';
import { RehearsalRoom } from './rehearsal-room';
import { differenceView, problemView } from './rehearsal-views';

/** A recorded run beside what a candidate version would have done with its event. */
export interface Shadow {
  readonly view: ShadowedRun;
  /** What has happened outside; sums only, for the records of many runs do not fit into the process. */
  readonly before: readonly MoneySum[];
  /** What the candidate would have got done. */
  readonly after: readonly MoneySum[];
}

@Injectable()
export class RunShadows {
  constructor(private readonly room: RehearsalRoom) {}

  /** @returns undefined when the content of the event is not kept any more. */
  async of(ctx: RequestContext, recording: Recording, document: FlowDocument): Promise<Shadow | undefined> {
    const { runId, flowId, environmentId, payload, createdAt, answers } = recording;
    if (payload === undefined) return undefined;
    const recorded = answers.all;
    const rehearsal = await this.room.rehearse(ctx, {
      environmentId,
      flowId,
      document,
      payload,
      runId,
      now: createdAt.getTime(),
      recorded,
      reads: 'stand-in',
      meetsRealEffects: false,
    });
    const planned = ownEffects(rehearsal, recording);
    const view: ShadowedRun = {
      runId,
      versionNumber: recording.versionNumber,
      createdAt: createdAt.toISOString(),
      labels: recording.labels,
      recordedStatus: recording.status,
      outcome: rehearsal.outcome,
      effects: compareEffects(recording.effects, planned).map(differenceView),
      withoutRecording: rehearsal.steps
        .filter(({ answeredFrom }) => answeredFrom === 'sample' || answeredFrom === 'assumption')
        .map(({ key }) => key),
      problems: rehearsal.problems.map(problemView),
    };
    const succeeded = new Set(rehearsal.steps.filter(({ status }) => status === 'succeeded').map(({ key }) => key));
    return {
      view,
      before: moneyOf(confirmedOf(recording.effects)),
      after: moneyOf(planned.filter(({ key }) => succeeded.has(key))),
    };
  }
}

/** The recorded run may have taken over an effect that another run had done: neither side counts it. */
function ownEffects({ effects }: Rehearsal, { answers, effects: recorded }: Recording): PlannedEffect[] {
  const own = new Set(recorded.map(({ key }) => key));
  return effects.filter(({ key }) => own.has(key) || answers.all.get(key)?.kind !== 'output');
}

/** What has happened outside, also when it was undone later: that is an effect of its own. */
export const confirmedOf = (effects: readonly RecordedEffect[]): readonly RecordedEffect[] =>
  effects.filter(({ state }) => state === 'DONE' || state === 'COMPENSATED');
