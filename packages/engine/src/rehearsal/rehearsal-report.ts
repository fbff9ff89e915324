import type { EffectKind } from '@penstock/connector-sdk';
import { ancestorsOf, topologicalOrder, type FlowDocument } from '@penstock/flow-model';
import { parseJson, type Json } from '@penstock/kernel';
import { moneyOf } from '../core/compare-effects';
import type { FailureRecord } from '../core/failure';
import { stepIdOf } from '../core/run-state';
import type { JournalEntry } from '../ports/run-store';
import type { EffectTotal, PlannedEffect, Rehearsal, RehearsalProblem, RehearsedStep } from './rehearsal';
import type { RehearsalNotes } from './rehearsal-notes';
import type { RehearsalStore, RehearsedIntent } from './rehearsal-store';

export interface ReportParts {
  readonly document: FlowDocument;
  readonly outcome: Rehearsal['outcome'];
  /** Why it was stopped, when it was. */
  readonly stopped: FailureRecord | null;
  readonly store: RehearsalStore;
  readonly notes: RehearsalNotes;
  /** Keys of steps that count as finished though nothing was done. */
  readonly hidden: ReadonlySet<string>;
  /** Rehearsals of sub-flows by the key of the step that called them. */
  readonly children: ReadonlyMap<string, Rehearsal>;
}

/** What a person is told about a rehearsal; what sub-flows did stands behind the step that called them. */
export function reportOf(parts: ReportParts): Rehearsal {
  const { outcome, store, notes, children } = parts;
  const ended = endedSteps(parts);
  const guesses = new Set(ended.filter(({ isGuess }) => isGuess).map(({ stepId }) => stepId));
  const before = guessesBefore(parts.document, guesses);
  const own = store.intents.map((intent) => effectOf(intent, parts, before));
  const effects = [...own, ...insideOf(children, ({ effects: inner }) => inner)];
  return {
    outcome,
    steps: [...ended, ...otherSteps(parts, ended), ...insideOf(children, ({ steps }) => steps)],
    effects,
    totals: totalsOf(effects),
    assumptions: [...notes.assumptions, ...insideOf(children, ({ assumptions: inner }) => inner)],
    problems: [
      ...problemsOf(parts),
      ...insideOf(children, ({ problems }) => problems.map((problem) => ({ ...problem, key: problem.key ?? '' }))),
    ],
    response: store.response === null ? undefined : parseJson(store.response),
  };
}

function insideOf<Part extends { readonly key: string | null }>(
  children: ReadonlyMap<string, Rehearsal>,
  partsOf: (child: Rehearsal) => readonly Part[],
): Part[] {
  return [...children].flatMap(([key, child]) =>
    partsOf(child).map((part) => ({ ...part, key: `${key}>${part.key ?? ''}` })),
  );
}

function endedSteps(parts: ReportParts): RehearsedStep[] {
  const last = new Map<string, JournalEntry>();
  for (const entry of parts.store.journal) {
    last.delete(entry.stepId);
    last.set(entry.stepId, entry);
  }
  return [...last.values()].filter(({ stepId }) => !parts.hidden.has(stepId)).map((entry) => endedStep(entry, parts));
}

function endedStep(
  { stepId: key, status, port, input, output, failure }: JournalEntry,
  { document, notes }: ReportParts,
): RehearsedStep {
  const identity = identityOf(key, document);
  const restsOn = notes.assumed.restsOn(key);
  return {
    ...identity,
    status,
    port,
    input: jsonOf(input),
    output: jsonOf(output),
    failure,
    answeredFrom: notes.sourceOf(key) ?? 'computed',
    restsOn,
    isGuess: isBranching(identity.kind)
      ? restsOn.length > 0
      : identity.kind === 'wait' && notes.sourceOf(key) === 'assumption',
  };
}

const isBranching = (kind: RehearsedStep['kind']): boolean =>
  kind === 'if' || kind === 'switch' || kind === 'filter' || kind === 'for-each';

/** Steps that never came to an end: in a flow that went through, their branch was not taken. */
function otherSteps({ document, outcome, hidden }: ReportParts, ended: readonly RehearsedStep[]): RehearsedStep[] {
  const known = new Set([...ended.map(({ stepId }) => stepId), ...[...hidden].map(stepIdOf)]);
  const ids = (topologicalOrder(document) ?? Object.keys(document.steps)).filter((id) => !known.has(id));
  const status = outcome === 'succeeded' ? 'skipped' : 'not-reached';
  const nothing = {
    port: null,
    input: undefined,
    output: undefined,
    failure: null,
    answeredFrom: 'computed',
    restsOn: [],
    isGuess: false,
  } as const;
  return ids.map((id) => ({ ...identityOf(id, document), status, ...nothing }));
}

function effectOf(
  intent: RehearsedIntent,
  { document, notes }: ReportParts,
  guessesBefore: (stepId: string) => readonly string[],
): PlannedEffect {
  const { key, stepId, iteration } = identityOf(intent.stepId, document);
  const step = document.steps[stepId];
  const {
    connector,
    action,
    actionVersion,
    class: effectClass,
    scope,
    businessKey,
    amount,
    currency,
    request,
    standing,
  } = intent;
  return {
    key,
    stepId,
    iteration,
    connector,
    action,
    actionVersion,
    scope,
    slot: step?.kind === 'action' ? (step.slot ?? null) : null,
    kind: intent.kind as EffectKind,
    class: effectClass,
    businessKey,
    amount,
    currency,
    request: parseJson(request),
    standing,
    restsOn: notes.assumed.restsOn(key),
    conditionalOn: guessesBefore(stepId),
  };
}

/** Found once per step, however many items of a loop come to it. */
function guessesBefore(document: FlowDocument, guesses: ReadonlySet<string>): (stepId: string) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  return (stepId) => {
    const known = found.get(stepId);
    if (known) return known;
    const before = ancestorsOf(document, stepId);
    const answer = [...guesses].filter((guess) => before.has(guess));
    found.set(stepId, answer);
    return answer;
  };
}

function identityOf(
  key: string,
  { steps }: FlowDocument,
): Pick<RehearsedStep, 'key' | 'stepId' | 'name' | 'kind' | 'iteration'> {
  const stepId = stepIdOf(key);
  const step = Object.hasOwn(steps, stepId) ? steps[stepId] : undefined;
  const iteration = [...key.matchAll(/\[(\d+)\]\//g)].map(([, index]) => Number(index));
  return { key, stepId, name: step?.name ?? stepId, kind: step?.kind ?? 'action', iteration };
}

const standings = ['new', 'confirmed', 'unknown', 'conflict'] as const;

/** Sums per kind, standing and currency; exact decimals. */
export function totalsOf(
  effects: readonly Pick<PlannedEffect, 'kind' | 'standing' | 'currency' | 'amount'>[],
): EffectTotal[] {
  return standings.flatMap((standing) =>
    moneyOf(effects.filter((effect) => effect.standing === standing)).map((sum) => ({ ...sum, standing })),
  );
}

function problemsOf({ store, outcome, stopped }: ReportParts): RehearsalProblem[] {
  const found = store.journal.flatMap(({ stepId: key, failure, port }) =>
    failure ? [problemOf(failure, { key, isCaught: port !== null })] : [],
  );
  const { disposition } = store;
  const ofRun = disposition.kind === 'needs-attention' || disposition.kind === 'park' ? disposition.failure : null;
  if (
    outcome !== 'succeeded' &&
    ofRun &&
    !found.some(({ code, message }) => code === ofRun.code && message === ofRun.message)
  )
    found.push(problemOf(ofRun, { key: null, isCaught: false }));
  if (stopped) found.push(problemOf(stopped, { key: null, isCaught: false }));
  return found;
}

const problemOf = (
  { code, message, remedy, field, stepId }: FailureRecord,
  { key, isCaught }: Pick<RehearsalProblem, 'key' | 'isCaught'>,
): RehearsalProblem => ({
  key,
  stepId: key === null ? (stepId ?? null) : stepIdOf(key),
  field: field ?? null,
  code,
  message,
  remedy: remedy ?? null,
  isCaught,
});

const jsonOf = (text: string | null): Json | undefined => (text === null ? undefined : parseJson(text));
