import { Injectable } from '@nestjs/common';
import type { RunLeftOut, ShadowedRun, ShadowRunRequest, ShadowRunResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { MoneySum } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import { Decimal } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { BulkRehearsals } from '../bulk-rehearsals';
import { Candidates } from '../candidates';
import { leftOut } from '../left-out';
import { moneyView } from '../rehearsal-views';
import { Recordings } from '../recordings';
import { RehearsalError } from '../rehearsals.errors';
import { RehearsedEvents } from '../rehearsed-events';
import { RunShadows, type Shadow } from '../run-shadows';

/** Runs under way have no full record yet. */
const selectRuns = `
  select id from run
  where organization_id = $1 and flow_id = $2 and environment_id = $3 and status in ('succeeded', 'needs-attention', 'cancelled')
    and ($4::uuid[] is null or id = any($4)) and created_at >= coalesce($5::timestamptz, '-infinity') and created_at < coalesce($6::timestamptz, 'infinity')
  order by id desc limit $7`;

const selectNamed = `
  select id, flow_id = $3::uuid as is_of_flow, environment_id = $4::uuid as is_here, status in ('succeeded', 'needs-attention', 'cancelled') as has_ended
  from run where organization_id = $1 and id = any($2::uuid[])`;

/** Recorded events once more through a candidate version, with the recorded answers: what would be different. */
@Injectable()
export class ShadowRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: RehearsedEvents,
    private readonly candidates: Candidates,
    private readonly recordings: Recordings,
    private readonly shadows: RunShadows,
    private readonly bulk: BulkRehearsals,
  ) {}

  async execute(ctx: RequestContext, flowId: string, request: ShadowRunRequest): Promise<ShadowRunResult> {
    const environment = await this.events.environment(ctx, { key: request.environment });
    const candidate = await this.candidates.of(ctx, {
      flowId,
      version: request.version,
      revision: request.revision,
      environmentId: environment.id,
    });
    const { chosen, missing } = await this.runsOf(ctx, { flowId, environmentId: environment.id, request });
    const out = [...missing];
    const shadows: Shadow[] = [];
    await this.bulk.alone(async (turn) => {
      for (const runId of chosen) {
        const shadow = (await turn.next()) ? await this.shadowOf(ctx, runId, candidate.document) : 'OUT_OF_TIME';
        if (typeof shadow === 'string') out.push(leftOut(runId, shadow));
        else shadows.push(shadow);
      }
    });
    return {
      flowId,
      version: candidate.version,
      environment: environment.key,
      runs: shadows.map(({ view }) => view),
      leftOut: out,
      summary: summaryOf(shadows),
    };
  }

  private async shadowOf(ctx: RequestContext, runId: string, document: FlowDocument): Promise<Shadow | Reason> {
    try {
      const recording = await this.recordings.ofRun(ctx, runId);
      if (!recording) return 'RUN_NOT_FOUND';
      return (await this.shadows.of(ctx, recording, document)) ?? 'EVENT_CONTENT_ERASED';
    } catch (thrown) {
      if (thrown instanceof RehearsalError && thrown.code === 'RUN_TOO_LARGE') return thrown.code;
      throw thrown;
    }
  }

  private async runsOf(ctx: RequestContext, { flowId, environmentId, request }: RunChoice): Promise<Chosen> {
    const { from = null, to = null } = request;
    const runIds = request.runIds ? [...new Set(request.runIds)] : null;
    const limit = runIds?.length ?? request.limit;
    const store = this.unitOfWork.read(ctx);
    const rows = await store.query<{ id: string }>(selectRuns, [flowId, environmentId, runIds, from, to, limit]);
    const chosen = rows.map(({ id }) => id);
    const others = (runIds ?? []).filter((id) => !chosen.includes(id));
    if (others.length === 0) return { chosen, missing: [] };
    const known = new Map(
      (await store.query<NamedRun>(selectNamed, [others, flowId, environmentId])).map((run) => [run.id, run]),
    );
    return { chosen, missing: others.map((id) => leftOut(id, reasonOf(known.get(id)))) };
  }
}

type Reason = RunLeftOut['code'];

interface Chosen {
  readonly chosen: readonly string[];
  readonly missing: readonly RunLeftOut[];
}

interface NamedRun {
  readonly id: string;
  readonly is_of_flow: boolean;
  readonly is_here: boolean;
  readonly has_ended: boolean;
}

function reasonOf(run: NamedRun | undefined): Reason {
  if (!run) return 'RUN_NOT_FOUND';
  if (!run.is_of_flow) return 'OTHER_FLOW';
  if (!run.is_here) return 'OTHER_ENVIRONMENT';
  return run.has_ended ? 'OUT_OF_RANGE' : 'STILL_UNDER_WAY';
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
    moneyBefore: moneyView(addedUp(shadows.flatMap(({ before }) => before))),
    moneyAfter: moneyView(addedUp(shadows.flatMap(({ after }) => after))),
  };
}

const isIdentical = ({ effects, outcome, recordedStatus }: ShadowedRun): boolean =>
  effects.length === 0 && (outcome === 'succeeded') === (recordedStatus === 'succeeded');

function addedUp(sums: readonly MoneySum[]): readonly MoneySum[] {
  const totals = new Map<string, MoneySum>();
  for (const sum of sums) {
    const name = `${sum.kind} ${sum.currency}`;
    const known = totals.get(name);
    const amount = known ? Decimal.from(known.amount).plus(Decimal.from(sum.amount)).toString() : sum.amount;
    totals.set(name, { ...sum, count: sum.count + (known?.count ?? 0), amount });
  }
  return [...totals.values()];
}
