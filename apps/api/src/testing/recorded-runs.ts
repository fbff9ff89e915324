import { createSystemIds } from '@penstock/runtime-adapters';
import { aPayingFlow } from './flow-documents';
import { aFlowWithVersion, connectBank, deploy } from './live-flow';
import type { TestApi, TestOrganization } from './test-api';

const ids = createSystemIds();

export interface LivePlace {
  readonly flowId: string;
  readonly versionId: string;
  readonly deploymentId: string;
}

/** A deployed flow, to hang recorded runs on. */
export async function aLivePlace(api: TestApi): Promise<LivePlace> {
  await connectBank(api);
  const flowId = await aFlowWithVersion(api, aPayingFlow());
  const { body } = await deploy(api, flowId);
  const [version] = await api.dataSource.query<{ id: string }[]>('select id from flow_version where flow_id = $1', [flowId]);
  return { flowId, versionId: version?.id ?? '', deploymentId: body.id as string };
}

export interface RecordedRun {
  readonly status?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly failure?: object;
}

/** Writes what the engine would have: an event and its run. */
export async function aRecordedRun(api: TestApi, place: LivePlace, recorded: RecordedRun = {}) {
  const [runId, eventId] = [ids.next(), ids.next()];
  const { status = 'succeeded', labels = {}, payload = '{}', failure } = recorded;
  await aRecordedEvent(api, api.home, { id: eventId, state: 'routed', payload });
  await api.dataSource.query(
    `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, labels, attempts, failure, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::text, $9, 1, $10, case when $8::text = 'succeeded' then now() + interval '250 ms' end)`,
    [
      runId, api.home.id, api.home.sandboxId, place.flowId, place.versionId, place.deploymentId, eventId, status,
      JSON.stringify(labels), failure ? JSON.stringify(failure) : null,
    ],
  );
  return { runId, eventId };
}

export interface RecordedEvent {
  readonly id?: string;
  readonly state: 'routed' | 'unrouted' | 'refused';
  readonly payload?: string | null;
}

export async function aRecordedEvent(api: TestApi, owner: TestOrganization, { id = ids.next(), state, payload = '{}' }: RecordedEvent): Promise<string> {
  await api.dataSource.query(
    `insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, reason, payload)
     values ($1::uuid, $2, $3, 'notices', '', $1::text, $4::text, case when $4::text = 'routed' then null else 'NO_ROUTE' end, $5)`,
    [id, owner.id, owner.sandboxId, state, payload],
  );
  return id;
}

export interface RecordedEffect {
  readonly state: string;
  readonly remoteId?: string;
  readonly amount?: string;
}

export async function aRecordedEffect(api: TestApi, runId: string, { state, remoteId, amount }: RecordedEffect): Promise<void> {
  await api.dataSource.query(
    `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version,
       class, kind, business_key, amount, currency, request, request_hash, state, epoch, remote_id)
     values ($1::uuid, $2, $3, $4::uuid, 'pay', 1, $1::uuid, $4::text, 'bank', 'pay', 1, 'L', 'money', $4::text, $5, 'USD', '{}', '\\x00', $6, 1, $7)`,
    [ids.next(), api.home.id, api.home.sandboxId, runId, amount ?? null, state, remoteId ?? null],
  );
}
