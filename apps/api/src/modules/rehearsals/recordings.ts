import { Inject, Injectable } from '@nestjs/common';
import type { RunStatus } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { ComparableEffect, EffectState } from '@penstock/engine';
import type { FlowDocument } from '@penstock/flow-model';
import { parseJson, type EnvironmentId, type Json, type RunId } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { labelsFrom } from '../../platform/recorded-json';
import { CONNECTOR_SHELF } from '../../platform/tokens';
import { runTooLarge } from './rehearsals.errors';
import { answersFrom, type RecordedEntry, type RecordedAnswers } from './recorded-answers';

const selectRun = `
  select r.id, r.flow_id, f.name as flow_name, v.number, v.document, r.environment_id, e.key as environment, r.status, r.labels, r.created_at, i.payload
  from run r join flow f on f.id = r.flow_id join flow_version v on v.id = r.flow_version_id join environment e on e.id = r.environment_id
    left join event i on i.id = r.event_id
  where r.organization_id = $1 and r.id = $2::uuid`;
const selectJournal = `
  select l.step_id, l.status, l.port, l.input, l.output, l.failure
  from step_log l join run r on r.id = l.run_id
  where r.organization_id = $1 and l.run_id = $2::uuid order by l.started_at, l.attempt`;
/** Counts no further than it must; lengths are known without reading the texts. */
const selectSize = `
  select count(*)::int as entries, coalesce(sum(bytes), 0)::float8 as bytes
  from (
    select coalesce(octet_length(l.input), 0) + coalesce(octet_length(l.output), 0) as bytes
    from step_log l join run r on r.id = l.run_id
    where r.organization_id = $1 and l.run_id = $2::uuid limit $3) entry`;
const MAX_ENTRIES = 5_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** Of several attempts the last one tells what became of the effect. */
const selectEffects = `
  select distinct on (step_id) step_id, connector, action, kind, business_key, amount::text as amount, currency, request, state
  from effect where organization_id = $1 and run_id = $2::uuid order by step_id, attempt desc`;

interface RunRow {
  readonly id: RunId;
  readonly flow_id: string;
  readonly flow_name: string;
  readonly number: number;
  readonly document: FlowDocument;
  readonly environment_id: EnvironmentId;
  readonly environment: string;
  readonly status: RunStatus;
  readonly labels: string;
  readonly created_at: Date;
  readonly payload: string | null;
}
interface SizeRow {
  readonly entries: number;
  readonly bytes: number;
}
interface EffectRow {
  readonly step_id: string;
  readonly connector: string;
  readonly action: string;
  readonly kind: string;
  readonly business_key: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly request: string;
  readonly state: EffectState;
}

export interface RecordedEffect extends ComparableEffect {
  readonly state: EffectState;
}

/** A run as it was recorded, with everything that a rehearsal of its event can be answered from. */
export interface Recording {
  readonly runId: RunId;
  readonly flowId: string;
  readonly flowName: string;
  readonly versionNumber: number;
  readonly document: FlowDocument;
  readonly environmentId: EnvironmentId;
  readonly environment: string;
  readonly status: RunStatus;
  readonly labels: Record<string, string>;
  readonly createdAt: Date;
  /** Undefined when it is not kept any more. */
  readonly payload: Json | undefined;
  readonly journal: readonly RecordedEntry[];
  readonly effects: readonly RecordedEffect[];
  readonly answers: RecordedAnswers;
}

@Injectable()
export class Recordings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  /**
   * One run at a time: the records of many together would not fit into the process.
   *
   * @returns undefined for the id of nobody or of others.
   * @throws RehearsalError RUN_TOO_LARGE
   */
  async ofRun(ctx: RequestContext, runId: string): Promise<Recording | undefined> {
    const store = this.unitOfWork.read(ctx);
    const [size] = await store.query<SizeRow>(selectSize, [runId, MAX_ENTRIES + 1]);
    if (size && (size.entries > MAX_ENTRIES || size.bytes > MAX_BYTES)) throw runTooLarge();
    const [run] = await store.query<RunRow>(selectRun, [runId]);
    if (!run) return undefined;
    const journal = await store.query<RecordedEntry>(selectJournal, [runId]);
    const effects = await store.query<EffectRow>(selectEffects, [runId]);
    return this.recordingOf(run, { journal, effects: effects.map(effectFrom) });
  }

  private recordingOf(
    run: RunRow,
    { journal, effects }: { readonly journal: readonly RecordedEntry[]; readonly effects: readonly RecordedEffect[] },
  ): Recording {
    return {
      runId: run.id,
      flowId: run.flow_id,
      flowName: run.flow_name,
      versionNumber: run.number,
      document: run.document,
      environmentId: run.environment_id,
      environment: run.environment,
      status: run.status,
      labels: labelsFrom(run.labels),
      createdAt: run.created_at,
      payload: run.payload === null ? undefined : parseJson(run.payload),
      journal,
      effects,
      answers: answersFrom(journal, (key) => this.isEffect(run.document, key)),
    };
  }

  /** Whether a step of the recorded version writes to the outside. */
  private isEffect({ steps }: FlowDocument, stepId: string): boolean {
    const step = Object.hasOwn(steps, stepId) ? steps[stepId] : undefined;
    if (step?.kind !== 'action') return false;
    const action = this.shelf
      .connector(step.connector)
      ?.actions.find(({ id, version }) => id === step.action && version === step.version);
    // Of an action that is not installed any more nobody knows what it did.
    return action?.contract.class !== 'R';
  }
}

const effectFrom = (row: EffectRow): RecordedEffect => ({
  key: row.step_id,
  connector: row.connector,
  action: row.action,
  kind: row.kind,
  businessKey: row.business_key,
  amount: row.amount,
  currency: row.currency,
  request: parseJson(row.request),
  state: row.state,
});
