import { commitProgress, loadRivals } from '@penstock/database';
import { effectStates, effectTransitions, type CommitResult, type Disposition, type EffectState, type ProgressCommit } from '@penstock/engine';
import type { Pool } from 'pg';
import { effectFromRow, failureToText, type EffectRow } from './rows';

/** The rival was settled between the refused insert and the look-up: the intent may be tried again. */
export interface RivalGone {
  readonly kind: 'rival-gone';
}

/** T3-T6 for a batch; answers in the order of the items. A run appears at most once in a batch. */
export async function writeProgress(
  pool: Pool,
  workerId: string,
  items: readonly ProgressCommit[],
): Promise<(CommitResult | RivalGone)[]> {
  const { rows } = await pool.query<{ run_id: string; cancel: boolean; intended: boolean }>({
    ...commitProgress,
    values: [workerId, ...runColumns(items), ...journalColumns(items), ...moveColumns(items), ...intentColumns(items)],
  });
  const answers = new Map(rows.map((row) => [row.run_id, row]));
  const refused = items.filter(({ runId, intent }) => intent && answers.get(runId)?.intended === false);
  const rivals = await findRivals(pool, refused);
  return items.map(({ runId, intent }) => {
    const answer = answers.get(runId);
    if (!answer) return { kind: 'lost' };
    const committed = { kind: 'committed', cancelRequested: answer.cancel } as const;
    if (!intent || answer.intended) return committed;
    const rival = rivals.get(intent.id);
    if (!rival) return { kind: 'rival-gone' };
    // The rival is this very intent when an earlier try of the statement had been committed.
    return rival.id === intent.id ? committed : { kind: 'conflict', existing: effectFromRow(rival) };
  });
}

async function findRivals(pool: Pool, items: readonly ProgressCommit[]): Promise<Map<string, EffectRow>> {
  const intents = items.flatMap(({ runId, intent }) => (intent ? [{ ...intent, runId }] : []));
  if (intents.length === 0) return new Map();
  const { rows } = await pool.query<EffectRow & { rival_of: string }>({
    ...loadRivals,
    values: [
      intents.map((intent) => intent.id),
      intents.map((intent) => intent.scope),
      intents.map((intent) => intent.action),
      intents.map((intent) => intent.businessKey),
      intents.map((intent) => intent.runId),
      intents.map((intent) => intent.stepId),
    ],
  });
  return new Map(rows.map((row) => [row.rival_of, row]));
}

function runColumns(items: readonly ProgressCommit[]): unknown[] {
  return [
    items.map((item) => item.runId),
    items.map((item) => item.epoch),
    items.map((item) => item.disposition.kind),
    items.map((item) => (item.disposition.kind === 'park' ? item.disposition.readyInMs : 0)),
    items.map((item) => statusOf(item.disposition)),
    items.map((item) => failureToText('failure' in item.disposition ? item.disposition.failure : null)),
  ];
}

function statusOf(disposition: Disposition): string {
  switch (disposition.kind) {
    case 'continue':
      return 'running';
    case 'park':
      return 'waiting';
    case 'needs-attention':
      return 'needs-attention';
    case 'finish':
      return disposition.status;
  }
}

function journalColumns(items: readonly ProgressCommit[]): unknown[] {
  const entries = items.flatMap(({ runId, journal }) => journal.map((entry) => ({ runId, ...entry })));
  return [
    entries.map((entry) => entry.runId),
    entries.map((entry) => entry.stepId),
    entries.map((entry) => entry.attempt),
    entries.map((entry) => entry.status),
    entries.map((entry) => entry.port),
    entries.map((entry) => entry.input),
    entries.map((entry) => entry.output),
    entries.map((entry) => failureToText(entry.failure)),
    entries.map((entry) => entry.startedAt),
    entries.map((entry) => entry.finishedAt),
  ];
}

/** For each state, the states it may be reached from. */
const comesFrom = Object.fromEntries(
  effectStates.map((to) => [to, effectStates.filter((from) => effectTransitions[from].includes(to)).join(',')]),
) as Record<EffectState, string>;

function moveColumns(items: readonly ProgressCommit[]): unknown[] {
  const moves = items.flatMap(({ runId, outcomes }) => outcomes.map((outcome) => ({ runId, ...outcome })));
  return [
    moves.map((move) => move.runId),
    moves.map((move) => move.effectId),
    moves.map((move) => move.state),
    moves.map((move) => comesFrom[move.state]),
    moves.map((move) => move.resolveInMs),
    moves.map((move) => move.probes),
    moves.map((move) => move.absentProbes),
    moves.map((move) => move.remoteId),
    moves.map((move) => move.response),
    moves.map((move) => failureToText(move.failure)),
    moves.map((move) => move.resolvedBy),
  ];
}

function intentColumns(items: readonly ProgressCommit[]): unknown[] {
  const intents = items.flatMap(({ runId, epoch, intent }) => (intent ? [{ runId, epoch, ...intent }] : []));
  return [
    intents.map((intent) => intent.id),
    intents.map((intent) => intent.organizationId),
    intents.map((intent) => intent.environmentId),
    intents.map((intent) => intent.runId),
    intents.map((intent) => intent.stepId),
    intents.map((intent) => intent.attempt),
    intents.map((intent) => intent.connectionId),
    intents.map((intent) => intent.scope),
    intents.map((intent) => intent.connector),
    intents.map((intent) => intent.action),
    intents.map((intent) => intent.actionVersion),
    intents.map((intent) => intent.class),
    intents.map((intent) => intent.kind),
    intents.map((intent) => intent.businessKey),
    intents.map((intent) => intent.amount),
    intents.map((intent) => intent.currency),
    intents.map((intent) => intent.request),
    intents.map((intent) => intent.requestHash),
    intents.map((intent) => intent.epoch),
  ];
}
