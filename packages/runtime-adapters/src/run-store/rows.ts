import type { ChildRecord, EffectRecord, EffectState, FailureRecord, JournalEntry, PersonsWord, WaitpointRecord } from '@penstock/engine';
import type { ConnectionId, EffectId, RunId } from '@penstock/kernel';

/** Rows as `pg` delivers them: numbers of float8 and int4 columns are JS numbers, text stays text. */
export interface EffectRow {
  readonly id: string;
  readonly run_id: string;
  readonly step_id: string;
  readonly attempt: number;
  readonly state: EffectState;
  readonly connection_id: string;
  readonly scope: string;
  readonly business_key: string;
  readonly request: string;
  readonly request_hash: string;
  readonly sent_at: string;
  readonly resolve_after: string | null;
  readonly probes: number;
  readonly absent_probes: number;
  readonly remote_id: string | null;
  readonly response: string | null;
  readonly failure: string | null;
  readonly word: string | null;
}

export function effectFromRow(row: EffectRow): EffectRecord {
  return {
    id: row.id as EffectId,
    runId: row.run_id as RunId,
    stepId: row.step_id,
    attempt: row.attempt,
    state: row.state,
    connectionId: row.connection_id as ConnectionId,
    scope: row.scope,
    businessKey: row.business_key,
    request: row.request,
    requestHash: row.request_hash,
    sentAt: Number(row.sent_at),
    resolveAfter: row.resolve_after === null ? null : Number(row.resolve_after),
    probes: row.probes,
    absentProbes: row.absent_probes,
    remoteId: row.remote_id,
    response: row.response,
    failure: failureFromText(row.failure),
    word: row.word === null ? null : (JSON.parse(row.word) as PersonsWord),
  };
}

export interface JournalRow {
  readonly run_id: string;
  readonly step_id: string;
  readonly attempt: number;
  readonly status: 'succeeded' | 'failed';
  readonly port: string | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly failure: string | null;
  readonly started_at: string;
  readonly finished_at: string;
}

export function journalFromRow(row: JournalRow): JournalEntry {
  return {
    stepId: row.step_id,
    attempt: row.attempt,
    status: row.status,
    port: row.port,
    input: row.input,
    output: row.output,
    failure: failureFromText(row.failure),
    startedAt: Number(row.started_at),
    finishedAt: Number(row.finished_at),
  };
}

export type WaitpointRow = Pick<WaitpointRecord, 'key' | 'kind' | 'state' | 'result' | 'actor'> & { readonly run_id: string; readonly expires_at: string | null };

export const waitpointFromRow = ({ run_id: _runId, expires_at: expiresAt, ...row }: WaitpointRow): WaitpointRecord => ({
  ...row,
  expiresAt: expiresAt === null ? null : Number(expiresAt),
});

export interface ChildRow {
  readonly parent_run_id: string;
  readonly parent_key: string;
  readonly id: string;
  readonly status: string;
  readonly response: string | null;
}

export const childFromRow = (row: ChildRow): ChildRecord => ({ key: row.parent_key, runId: row.id as RunId, status: row.status, result: row.response });

export const failureToText = (failure: FailureRecord | null): string | null => (failure ? JSON.stringify(failure) : null);
const failureFromText = (text: string | null): FailureRecord | null => (text === null ? null : (JSON.parse(text) as FailureRecord));
