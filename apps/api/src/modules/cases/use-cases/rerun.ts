import { Inject, Injectable } from '@nestjs/common';
import type { ReplayRequest, RestartRequest, StartedRun } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { stepsAfter, type FlowDocument } from '@penstock/flow-model';
import { parseJson, stringifyJson, type Json, type RunId } from '@penstock/kernel';
import { stepIdOf } from '@penstock/engine';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { runNotFound } from '../../runs/runs.errors';
import { CaseError } from '../cases.errors';
import { editedPayload } from '../edited-payload';

const selectFinished = `select distinct step_id from step_log where run_id = $2 and port is not null and exists (select 1 from run r where r.id = $2 and r.organization_id = $1)`;
const selectPayload = `select v.payload from run r join event v on v.id = r.event_id where r.organization_id = $1 and r.id = $2`;
const selectDocument = `select v.document from run r join flow_version v on v.id = r.flow_version_id where r.organization_id = $1 and r.id = $2`;

/** The same event again, whole or from a step on, as a run of its own. What was done outside is never done twice. */
@Injectable()
export class Rerun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  async replay(ctx: RequestContext, id: string, request: ReplayRequest): Promise<StartedRun> {
    const { version } = request;
    const edited = request.payloadText ?? (request.payload === undefined ? undefined : stringifyJson(request.payload as Json));
    const payload = edited === undefined ? undefined : editedPayload(edited, await this.originalOf(ctx, id));
    return this.start(ctx, id, { keepKeys: [], version, payload: payload === undefined ? null : stringifyJson(payload) });
  }

  private async originalOf(ctx: RequestContext, id: string): Promise<Json> {
    const [found] = await this.unitOfWork.read(ctx).query<{ payload: string | null }>(selectPayload, [id]);
    return found?.payload == null ? null : parseJson(found.payload);
  }

  async restart(ctx: RequestContext, id: string, { fromStep }: RestartRequest): Promise<StartedRun> {
    const read = this.unitOfWork.read(ctx);
    const [found] = await read.query<{ document: FlowDocument }>(selectDocument, [id]);
    if (!found) throw runNotFound();
    if (!Object.hasOwn(found.document.steps, fromStep)) {
      throw new CaseError('STEP_NOT_IN_FLOW', `The version of this run has no step ${fromStep}. Nothing was started. Choose one of its steps.`);
    }
    const finished = await read.query<{ step_id: string }>(selectFinished, [id]);
    const again = againFrom(found.document, fromStep);
    const keepKeys = finished.map(({ step_id: key }) => key).filter((key) => !again.has(stepIdOf(key)));
    return this.start(ctx, id, { keepKeys, version: 'same', payload: null });
  }

  private async start(ctx: RequestContext, id: string, how: { readonly keepKeys: readonly string[]; readonly version: 'same' | 'live'; readonly payload: string | null }): Promise<StartedRun> {
    const result = await this.host.runs.rerun({ organizationId: ctx.organizationId, runId: id as RunId, actor: ctx.actor.name, ...how });
    if (result.kind === 'started') return { runId: result.runId };
    if (result.kind === 'not-found') throw runNotFound();
    throw new CaseError('RUN_NOT_REPLAYABLE', 'This run cannot be started again: its content was erased, or its flow is not live here any more. Nothing was started.');
  }
}

/** The step, everything after it, and the containers around it with all they hold. */
function againFrom(document: FlowDocument, fromStep: string): ReadonlySet<string> {
  const again = new Set([fromStep, ...stepsAfter(document, fromStep)]);
  for (let grew = true; grew; ) {
    const more = Object.values(document.steps).flatMap(({ id, parent }) => {
      if (parent !== undefined && again.has(id) && !again.has(parent)) return [parent, ...stepsAfter(document, parent)];
      return parent !== undefined && again.has(parent) && !again.has(id) ? [id] : [];
    });
    for (const id of more) again.add(id);
    grew = more.length > 0;
  }
  return again;
}
