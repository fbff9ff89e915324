import { Injectable } from '@nestjs/common';
import type { ShadowedRun, ShadowRunRequest, ShadowRunResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { moneyOf } from '@penstock/engine';
import type { RequestContext } from '../../../platform/auth/request-context';
import { Candidates } from '../candidates';
import { moneyView } from '../rehearsal-views';
import { Recordings } from '../recordings';
import { RehearsedEvents } from '../rehearsed-events';
import { confirmedOf, RunShadows, type Shadow } from '../run-shadows';

/** Runs under way have no full record yet. */
const selectRuns = `
  select id from run
  where organization_id = $1 and flow_id = $2 and environment_id = $3 and status in ('succeeded', 'needs-attention', 'cancelled')
    and ($4::uuid[] is null or id = any($4)) and created_at >= coalesce($5::timestamptz, '-infinity') and created_at < coalesce($6::timestamptz, 'infinity')
  order by id desc limit $7`;

/** Recorded events once more through a candidate version, with the recorded answers: what would be different. */
@Injectable()
export class ShadowRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: RehearsedEvents,
    private readonly candidates: Candidates,
    private readonly recordings: Recordings,
    private readonly shadows: RunShadows,
  ) {}

  async execute(ctx: RequestContext, flowId: string, request: ShadowRunRequest): Promise<ShadowRunResult> {
    const environment = await this.events.environment(ctx, { key: request.environment });
    const candidate = await this.candidates.of(ctx, {
      flowId,
      version: request.version,
      environmentId: environment.id,
    });
    const runIds = await this.runsOf(ctx, { flowId, environmentId: environment.id, request });
    const recordings = await this.recordings.ofRuns(ctx, runIds);
    const shadows: Shadow[] = [];
    for (const recording of recordings) {
      const shadow = await this.shadows.of(ctx, recording, candidate.document);
      if (shadow) shadows.push(shadow);
    }
    const known = new Set(shadows.map(({ view }) => view.runId));
    return {
      flowId,
      version: candidate.version,
      environment: environment.key,
      runs: shadows.map(({ view }) => view),
      erased: runIds.filter((id) => !known.has(id)),
      summary: summaryOf(shadows),
    };
  }

  private async runsOf(ctx: RequestContext, { flowId, environmentId, request }: RunChoice): Promise<string[]> {
    const { runIds = null, from = null, to = null, limit } = request;
    const rows = await this.unitOfWork
      .read(ctx)
      .query<{ id: string }>(selectRuns, [flowId, environmentId, runIds, from, to, limit]);
    return rows.map(({ id }) => id);
  }
}

interface RunChoice {
  readonly flowId: string;
  readonly environmentId: string;
  readonly request: ShadowRunRequest;
}

function summaryOf(shadows: readonly Shadow[]): ShadowRunResult['summary'] {
  const identical = shadows.filter(({ view }) => isIdentical(view)).length;
  return {
    compared: shadows.length,
    identical,
    different: shadows.length - identical,
    withoutRecording: shadows.filter(({ view }) => view.withoutRecording.length > 0).length,
    moneyBefore: moneyView(moneyOf(shadows.flatMap(({ recording }) => confirmedOf(recording.effects)))),
    moneyAfter: moneyView(moneyOf(shadows.flatMap(({ done }) => done))),
  };
}

const isIdentical = ({ effects, outcome, recordedStatus }: ShadowedRun): boolean =>
  effects.length === 0 && (outcome === 'succeeded') === (recordedStatus === 'succeeded');
