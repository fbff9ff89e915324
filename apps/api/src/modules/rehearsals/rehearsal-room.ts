import { Inject, Injectable } from '@nestjs/common';
import { readableValues, selectEnvironmentValues, UnitOfWork, type EnvironmentValuesRow } from '@penstock/database';
import {
  rehearse,
  type EffectRecord,
  type NewEffect,
  type Rehearsal,
  type RehearsalPace,
  type RehearsalPorts,
  type RehearsalRequest,
} from '@penstock/engine';
import type { EngineHost } from '@penstock/engine-host';
import type { ConnectionId, EffectId, Ids, RunId } from '@penstock/kernel';
import { systemClock, systemDigest, systemScheduler } from '@penstock/runtime-adapters';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CONNECTOR_SHELF, ENGINE_HOST, IDS } from '../../platform/tokens';
import { Candidates } from './candidates';
import { RehearsalError } from './rehearsals.errors';

/** At most one row: the unique index on live effects sees to it (G3). */
const selectLiveEffect = `
  select id, run_id, step_id, attempt, state, connection_id, scope, business_key, request, encode(request_hash, 'hex') as request_hash, remote_id, response
  from effect where organization_id = $1 and scope = $2 and action = $3 and business_key = $4
    and state in ('INTENT', 'UNKNOWN', 'DONE', 'NEEDS_HUMAN')`;

interface LiveEffectRow {
  readonly id: EffectId;
  readonly run_id: RunId;
  readonly step_id: string;
  readonly attempt: number;
  readonly state: EffectRecord['state'];
  readonly connection_id: ConnectionId;
  readonly scope: string;
  readonly business_key: string;
  readonly request: string;
  readonly request_hash: string;
  readonly remote_id: string | null;
  readonly response: string | null;
}

export interface RoomRequest extends Omit<RehearsalRequest, 'organizationId'> {
  /** Whether what real runs have done already is taken into account. */
  readonly meetsRealEffects: boolean;
}

/** Rehearses flow versions with what the database knows; reads it and writes nothing. */
@Injectable()
export class RehearsalRoom {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: Candidates,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws RehearsalError FLOW_NOT_RUNNABLE */
  async rehearse(ctx: RequestContext, { meetsRealEffects, ...request }: RoomRequest): Promise<Rehearsal> {
    const ports = this.portsFor(ctx, request.environmentId, meetsRealEffects);
    const rehearsed = await rehearse({ ...request, organizationId: ctx.organizationId }, ports);
    if (rehearsed.ok) return rehearsed.value;
    const { stepId, message } = rehearsed.error;
    const issue = { code: 'FLOW_NOT_RUNNABLE', message, ...(stepId !== null && { stepId }) };
    throw new RehearsalError(
      'FLOW_NOT_RUNNABLE',
      `This version cannot be run: ${message} Nothing was sent. Mend it in the designer, then try again.`,
      { issues: [issue] },
    );
  }

  private portsFor(ctx: RequestContext, environmentId: string, meetsRealEffects: boolean): RehearsalPorts {
    const { connections, gate } = this.host.remotes;
    return {
      connectorById: (id) => this.shelf.connector(id),
      digest: systemDigest,
      ids: this.ids,
      scheduler: systemScheduler,
      pace: systemPace,
      connections,
      gate,
      liveFlow: async (flowId) => (await this.candidates.liveDocument(ctx, { flowId, environmentId }))?.document,
      environmentValues: { of: () => this.environmentValues(ctx, environmentId) },
      ...(meetsRealEffects && { liveEffect: (intent: NewEffect) => this.liveEffect(ctx, intent) }),
    };
  }

  private async environmentValues(ctx: RequestContext, environmentId: string) {
    const [row] = await this.unitOfWork.read(ctx).query<EnvironmentValuesRow>(selectEnvironmentValues.text, [environmentId]);
    return readableValues(row ?? { variables: [], tables: [] });
  }

  private async liveEffect(
    ctx: RequestContext,
    { scope, action, businessKey }: NewEffect,
  ): Promise<EffectRecord | undefined> {
    const [row] = await this.unitOfWork.read(ctx).query<LiveEffectRow>(selectLiveEffect, [scope, action, businessKey]);
    return row && effectFrom(row);
  }
}

/** Between two turns of a rehearsal the process beats its heart, takes deliveries and answers others. */
const systemPace: RehearsalPace = {
  monotonic: () => systemClock.monotonic(),
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

const effectFrom = (row: LiveEffectRow): EffectRecord => ({
  id: row.id,
  runId: row.run_id,
  stepId: row.step_id,
  attempt: row.attempt,
  state: row.state,
  connectionId: row.connection_id,
  scope: row.scope,
  businessKey: row.business_key,
  request: row.request,
  requestHash: row.request_hash,
  remoteId: row.remote_id,
  response: row.response,
  // What follows matters to those who settle the effect, and to nobody here.
  sentAt: 0,
  resolveAfter: null,
  probes: 0,
  absentProbes: 0,
  failure: null,
  word: null,
});
