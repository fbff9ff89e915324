import { commitProgress, commitRichProgress, loadRivals } from '@penstock/database';
import { effectStates, effectTransitions, type CommitResult, type Disposition, type EffectRecord, type EffectState, type FailureRecord, type ProgressCommit } from '@penstock/engine';
import type { EffectId, RunId } from '@penstock/kernel';
import type { Pool } from 'pg';
import { effectFromRow, failureToText, type EffectRow } from './rows';

interface AnswerRow {
  readonly run_id: string;
  readonly cancel: boolean;
  readonly parent_run_id: string | null;
  /** The batch let the next run of some lane go. */
  readonly frees_next: boolean;
  readonly intended: readonly string[];
  readonly spawned?: readonly string[];
}

export interface WrittenProgress {
  readonly result: CommitResult;
  /** Intents whose rival was settled between the refused insert and the look-up: they may be tried again. */
  readonly unsettled: readonly EffectId[];
  /** The run that waits for the end of this one. */
  readonly parent: RunId | null;
  /** The next run of a lane may be claimed now. */
  readonly freesNext: boolean;
}

/** T3-T6 for a batch; answers in the order of the items. A run appears at most once in a batch. */
export async function writeProgress(pool: Pool, workerId: string, items: readonly ProgressCommit[]): Promise<WrittenProgress[]> {
  const isRich = items.some(needsMore);
  const { rows } = await pool.query<AnswerRow>({
    ...(isRich ? commitRichProgress : commitProgress),
    values: [workerId, ...runColumns(items), ...journalColumns(items), ...moveColumns(items), ...intentColumns(items), ...(isRich ? richColumns(items) : [])],
  });
  const answers = new Map(rows.map((row) => [row.run_id, row]));
  const rivals = await findRivals(pool, items.flatMap((item) => refusedIntents(item, answers.get(item.runId))));
  return items.map((item) => written(item, { answer: answers.get(item.runId), rivals }));
}

/** Waits, sub-flows, answers and held steps travel in a statement of their own: most runs have none. */
const needsMore = ({ waitpoints, children, lookUps, response, disposition }: ProgressCommit): boolean =>
  lookUps !== undefined || waitpoints.length > 0 || children.length > 0 || response !== null || heldBy(disposition) !== null || (disposition.kind === 'park' && disposition.blockedOn !== undefined);

/** Keys that come to wait for a person with this commit. */
function heldBy(disposition: Disposition): readonly string[] | null {
  if (disposition.kind === 'needs-attention') return disposition.held;
  return disposition.kind === 'continue' ? (disposition.held?.keys ?? null) : null;
}

function failureOf(disposition: Disposition): FailureRecord | null {
  if (disposition.kind === 'continue') return disposition.held?.failure ?? null;
  return 'failure' in disposition ? disposition.failure : null;
}

type RefusedIntent = ProgressCommit['intents'][number] & { readonly runId: RunId };

function refusedIntents({ runId, intents }: ProgressCommit, answer: AnswerRow | undefined): RefusedIntent[] {
  if (!answer || intents.length === answer.intended.length) return [];
  return intents.filter(({ id }) => !answer.intended.includes(id)).map((intent) => ({ ...intent, runId }));
}

function written(item: ProgressCommit, { answer, rivals }: { readonly answer: AnswerRow | undefined; readonly rivals: ReadonlyMap<string, EffectRow> }): WrittenProgress {
  if (!answer) return { result: { kind: 'lost' }, unsettled: [], parent: null, freesNext: false };
  const refused = refusedIntents(item, answer);
  const conflicts = new Map<EffectId, EffectRecord>();
  for (const { id } of refused) {
    const rival = rivals.get(id);
    // The rival is this very intent when an earlier try of the statement had been committed.
    if (rival && rival.id !== id) conflicts.set(id, effectFromRow(rival));
  }
  const refusedChildren = item.children.filter(({ key }) => !answer.spawned?.includes(key)).map(({ key }) => key);
  return {
    result: { kind: 'committed', cancelRequested: answer.cancel, conflicts, refusedChildren },
    unsettled: refused.filter(({ id }) => !rivals.has(id)).map(({ id }) => id),
    parent: answer.parent_run_id as RunId | null,
    freesNext: answer.frees_next,
  };
}

async function findRivals(pool: Pool, intents: readonly RefusedIntent[]): Promise<Map<string, EffectRow>> {
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
    items.map((item) => ('readyInMs' in item.disposition ? item.disposition.readyInMs : 0)),
    items.map((item) => statusOf(item.disposition)),
    items.map((item) => failureToText(failureOf(item.disposition))),
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
  const intents = items.flatMap(({ runId, epoch, intents: own }) => own.map((intent) => ({ runId, epoch, ...intent })));
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
    intents.map((intent) => intent.sentFrom ?? null),
  ];
}

/** JSON: rare, and shaped differently for every kind. */
function richColumns(items: readonly ProgressCommit[]): unknown[] {
  const waitpoints = items.flatMap(({ runId, waitpoints: own }) =>
    own.map(({ key, kind, prompt, expiresInMs }) => ({ run_id: runId, key, kind, prompt, expires_in_ms: expiresInMs })),
  );
  const children = items.flatMap(({ runId, children: own }) =>
    own.map((child) => ({ parent_id: runId, key: child.key, run_id: child.runId, event_id: child.eventId, flow_id: child.flowId, payload: child.payload })),
  );
  const told = items.map(({ runId, response, disposition }) => ({
    run_id: runId,
    response,
    held: heldBy(disposition),
    blocked_on: disposition.kind === 'park' ? disposition.blockedOn : undefined,
  }));
  const lookUps = items.flatMap(({ runId, lookUps: own = [] }) =>
    own.map(({ effectId, number, verdict, words }) => ({ run_id: runId, effect_id: effectId, number, verdict, words })),
  );
  return [waitpoints, children, told, lookUps].map((rows) => JSON.stringify(rows));
}
