import type { FlowDocument } from '@penstock/flow-model';
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
export async function aLivePlace(api: TestApi, document: FlowDocument = aPayingFlow()): Promise<LivePlace> {
  await connectBank(api);
  const flowId = await aFlowWithVersion(api, document);
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
  /** Default 1. */
  readonly attempt?: number;
}

export async function aRecordedEffect(api: TestApi, runId: string, { state, remoteId, amount, attempt = 1 }: RecordedEffect): Promise<void> {
  await api.dataSource.query(
    `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version,
       class, kind, business_key, amount, currency, request, request_hash, state, epoch, remote_id)
     values ($1::uuid, $2, $3, $4::uuid, 'pay', $8, $1::uuid, $4::text, 'bank', 'pay', 1, 'L', 'money', $4::text, $5, 'USD', '{}', '\\x00', $6, 1, $7)`,
    [ids.next(), api.home.id, api.home.sandboxId, runId, amount ?? null, state, remoteId ?? null, attempt],
  );
}

export interface RecordedPayment {
  readonly state: string;
  readonly reference: string;
  readonly amount: string;
}

/** A payment at the test bank as the engine records it: a step with its effect, found by its business key. */
export async function aRecordedPayment(api: TestApi, runId: string, { state, reference, amount }: RecordedPayment): Promise<void> {
  // As canonical JSON has it: the hash is what tells a repeat from another request.
  const request = JSON.stringify({ amount, reference });
  const response = state === 'DONE' ? `{"id":"PAY-${reference}"}` : null;
  await api.dataSource.query(
    `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version,
       class, kind, business_key, amount, currency, request, request_hash, state, epoch, response)
     values ($1::uuid, $2, $3, $4::uuid, 'pay', 1, $1::uuid, $5, 'bank', 'pay', 1, 'L', 'money', $6, $7, 'USD', $8::text, sha256($8::text::bytea), $9, 1, $10)`,
    [ids.next(), api.home.id, api.home.sandboxId, runId, `${api.home.id}:bank:test`, reference, amount, request, state, response],
  );
  if (response !== null) await aRecordedStep(api, runId, { stepId: 'pay', input: request, output: response });
}

export interface RecordedStep {
  readonly stepId: string;
  readonly input?: string;
  readonly output?: string;
  readonly failure?: object;
}

/** One try of a step; with a failure one that was left to a person. */
export async function aRecordedStep(api: TestApi, runId: string, { stepId, input, output, failure }: RecordedStep): Promise<void> {
  await api.dataSource.query(
    `insert into step_log (run_id, step_id, attempt, status, port, input, output, failure, started_at, finished_at) values ($1, $2, 1, $3, $4, $5, $6, $7, now(), now())`,
    [runId, stepId, failure ? 'failed' : 'succeeded', failure ? null : 'default', input ?? null, output ?? null, failure ? JSON.stringify(failure) : null],
  );
}
