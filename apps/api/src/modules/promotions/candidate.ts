import { EnvironmentRow, FlowRow, FlowVersionRow, type TenantStore } from '@penstock/database';
import { invariant } from '@penstock/kernel';
import { requireEnvironment } from '../environments/require-environment';
import { flowNotFound, flowVersionNotFound } from '../flows/flows.errors';

/** A version on its way: what it is, where it goes, what runs there now. */
export interface Candidate {
  readonly kind: 'promotion' | 'rollback';
  readonly flow: FlowRow;
  readonly version: FlowVersionRow;
  readonly target: EnvironmentRow;
  /** The environment before the target; null for the first one. */
  readonly source: EnvironmentRow | null;
  readonly base: FlowVersionRow | null;
}

export interface CandidateReference {
  readonly flowId: string;
  readonly versionNumber: number;
  readonly environment: string;
}

const selectLiveVersion = `
  select flow_version_id as id from deployment
  where organization_id = $1 and environment_id = $2 and flow_id = $3 and status in ('active', 'paused', 'draining')`;

/** @throws FlowError FLOW_NOT_FOUND, FLOW_VERSION_NOT_FOUND; EnvironmentError ENVIRONMENT_NOT_FOUND */
export async function candidateOf(store: TenantStore, { flowId, versionNumber, environment }: CandidateReference, kind: Candidate['kind']): Promise<Candidate> {
  const flow = await store.repository(FlowRow).findOne({ id: flowId });
  if (!flow) throw flowNotFound();
  const version = await store.repository(FlowVersionRow).findOne({ flowId, number: versionNumber });
  if (!version) throw flowVersionNotFound(versionNumber);
  const target = await requireEnvironment(store, environment);
  const pipeline = await store.repository(EnvironmentRow).find({ order: { position: 'ASC' } });
  const at = pipeline.findIndex(({ id }) => id === target.id);
  invariant(at >= 0, 'the target is one of the environments');
  return { kind, flow, version, target, source: pipeline[at - 1] ?? null, base: await liveVersion(store, target.id, flowId) };
}

export async function liveVersion(store: TenantStore, environmentId: string, flowId: string): Promise<FlowVersionRow | null> {
  const [live] = await store.query<{ id: string }>(selectLiveVersion, [environmentId, flowId]);
  return live ? store.repository(FlowVersionRow).findOne({ id: live.id }) : null;
}
