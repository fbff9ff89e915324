/**
 * The database's own memory of whether it is the one it was. All times are its own, in milliseconds.
 */
import { markRestored } from './engine-state-table';

export interface EngineStateRow {
  readonly counter: number;
  readonly lastAlive: number;
  readonly systemIdentifier: string | null;
  readonly timeline: number | null;
  readonly restoredAt: number | null;
  readonly restoredHow: string | null;
  readonly gapFrom: number | null;
  readonly gapTo: number | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
  readonly resolvedReason: string | null;
}

interface Statements {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

export const selectEngineState = `
  select counter::float8 as counter, ${ms('last_alive')} as "lastAlive", system_identifier as "systemIdentifier", timeline,
    ${ms('restored_at')} as "restoredAt", restored_how as "restoredHow", ${ms('gap_from')} as "gapFrom", ${ms('gap_to')} as "gapTo",
    ${ms('resolved_at')} as "resolvedAt", resolved_by as "resolvedBy", resolved_reason as "resolvedReason"
  from engine_state where id = 1`;

/** A person resumes sending. No row: nothing was held, or somebody was faster. */
export const resumeSending = `
  update engine_state set resolved_at = now(), resolved_by = $1, resolved_reason = $2
  where id = 1 and restored_at is not null and resolved_at is null returning id`;

/** One sign of life: the counter grows, and the row says which server it lives on. */
const beat = `
  update engine_state set counter = counter + 1, last_alive = now(), system_identifier = coalesce($1, system_identifier),
    timeline = coalesce($2, timeline)
  where id = 1`;

const selectServer = `
  select (select system_identifier::text from pg_control_system()) as "systemIdentifier",
    (select timeline_id from pg_control_checkpoint()) as timeline`;

export interface ServerMark {
  readonly systemIdentifier: string | null;
  readonly timeline: number | null;
}

/** Hosted servers may keep these to themselves: then the counter alone decides. */
export async function readServerMark(statements: Statements): Promise<ServerMark> {
  try {
    return (await statements.query(selectServer)).rows[0] as ServerMark;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return { systemIdentifier: null, timeline: null };
    throw error;
  }
}

export async function readEngineState(statements: Statements): Promise<EngineStateRow> {
  return (await statements.query(selectEngineState)).rows[0] as EngineStateRow;
}

export async function beatEngineState(statements: Statements, server: ServerMark): Promise<void> {
  await statements.query(beat, [server.systemIdentifier, server.timeline]);
}

/** Holds sending from now on. `sureUntil`: the last moment the database remembers for certain. */
export async function markRewound(statements: Statements, mark: { readonly how: string; readonly sureUntil: number; readonly server: ServerMark }): Promise<void> {
  await statements.query(markRestored, [mark.how, new Date(mark.sureUntil), mark.server.systemIdentifier, mark.server.timeline]);
}
