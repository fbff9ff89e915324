import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '@penstock/kernel';

/** Something the simulated remote did for good: what a judge counts after a crash test. */
export interface SimulatorEffect {
  /** E.g. `sale`, `refund`, `receipt`. */
  readonly kind: string;
  /** The caller's own reference, e.g. the invoice number. */
  readonly key: string;
  /** The id the remote gave it. */
  readonly id: string;
  readonly amount?: string;
  /** Whatever the simulator needs to remember it after a restart. Never card data. */
  readonly data?: unknown;
}

/** A change that a restart must not forget and that is no effect, e.g. a one-time token or a new customer. */
export interface SimulatorFact {
  readonly kind: string;
  readonly data: unknown;
}

export interface LoggedEffect extends SimulatorEffect {
  readonly type: 'effect';
  readonly seq: number;
  /** Milliseconds since the epoch on the simulator's clock. */
  readonly at: number;
}

export interface LoggedFact extends SimulatorFact {
  readonly type: 'fact';
  readonly seq: number;
  readonly at: number;
}

export type JournalRecord = LoggedEffect | LoggedFact;

export interface SimulatorJournal {
  /** What earlier processes wrote to `statePath`, oldest first. */
  readonly past: readonly JournalRecord[];
  /** On disk (in the kernel's hands, so a `kill -9` keeps it) when this returns: call it before answering. */
  commit(effect: SimulatorEffect): LoggedEffect;
  remember(fact: SimulatorFact): void;
  close(): void;
}

export interface JournalOptions {
  /** Effects only, one JSON line each, written before the answer leaves. */
  readonly effectLogPath?: string;
  /** Effects and facts; read again at the next start. */
  readonly statePath?: string;
  readonly clock: Clock;
}

export function openJournal({ effectLogPath, statePath, clock }: JournalOptions): SimulatorJournal {
  const past = statePath === undefined ? [] : readRecords(statePath);
  const state = statePath === undefined ? undefined : openAppend(statePath);
  const effectLog = effectLogPath === undefined ? undefined : openAppend(effectLogPath);
  if (effectLogPath !== undefined && effectLog && state) catchUp(effectLog, readRecords(effectLogPath), past);
  let seq = past.at(-1)?.seq ?? 0;

  const append = (file: number | undefined, record: JournalRecord) => {
    if (file !== undefined) writeSync(file, `${JSON.stringify(record)}\n`);
  };
  return {
    past,
    commit(effect) {
      const record: LoggedEffect = { type: 'effect', seq: ++seq, at: clock.now(), ...effect };
      append(state, record);
      append(effectLog, record);
      return record;
    },
    remember(fact) {
      append(state, { type: 'fact', seq: ++seq, at: clock.now(), ...fact });
    },
    close() {
      for (const file of [state, effectLog]) if (file !== undefined) closeSync(file);
    },
  };
}

/** A `kill -9` between the two writes leaves an effect in the state that the judge has not seen: it is added at start. */
function catchUp(effectLog: number, judged: readonly JournalRecord[], past: readonly JournalRecord[]): void {
  const seen = new Set(judged.map((record) => record.seq));
  for (const record of past) {
    if (record.type === 'effect' && !seen.has(record.seq)) writeSync(effectLog, `${JSON.stringify(record)}\n`);
  }
}

/** A torn last line (the process died inside a write) was never answered for, so it is left out. */
function readRecords(path: string): readonly JournalRecord[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();
  return lines.filter((line) => line !== '').flatMap(readRecord);
}

function readRecord(line: string): readonly JournalRecord[] {
  try {
    return [JSON.parse(line) as JournalRecord];
  } catch {
    // A line torn by an earlier crash and closed by the next start's line break.
    return [];
  }
}

function openAppend(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const torn = existsSync(path) && !readFileSync(path, 'utf8').endsWith('\n') && readFileSync(path, 'utf8') !== '';
  const file = openSync(path, 'a');
  if (torn) writeSync(file, '\n');
  return file;
}
