import type { OpenCase, Run } from '@penstock/contracts';
import { factOf } from '../../../shared/lib/effect-words';

/** One thing that needs a person: an effect in doubt, a question of a flow, or a run that stopped. */
export interface AttentionItem {
  readonly kind: OpenCase['kind'] | 'run';
  /** Of the case, or of the run. */
  readonly id: string;
  readonly runId: string;
  readonly title: string;
  readonly flowName: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Decimal text. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly since: string;
  readonly expiresAt: string | null;
  readonly proposedBy: string | null;
  readonly cause: Cause;
  /** Only of kind `run`. */
  readonly run: Run | null;
}

/** Items with the same key are mended once. */
export interface Cause {
  readonly key: string;
  readonly title: string;
  readonly remedy: string | null;
  readonly code: string | null;
}

/** A run whose effect is in doubt stands there as its case, and not a second time. */
export function attentionItems(runs: readonly Run[], cases: readonly OpenCase[]): AttentionItem[] {
  const inDoubt = new Set(cases.filter(({ kind }) => kind === 'effect').map(({ runId }) => runId));
  return [...cases.map(itemOfCase), ...runs.filter(({ id }) => !inDoubt.has(id)).map(itemOfRun)];
}

const itemOfCase = (open: OpenCase): AttentionItem => ({
  kind: open.kind,
  id: open.id,
  runId: open.runId,
  title: open.stepName,
  flowName: open.flowName,
  labels: open.labels,
  amount: open.amount,
  currency: open.currency,
  since: open.openedAt,
  expiresAt: open.expiresAt,
  proposedBy: open.proposedBy,
  cause: open.kind === 'effect' ? causeOfDoubt(open) : causeOfQuestion(open),
  run: null,
});

const causeOfDoubt = ({ effectKind, action, failure }: OpenCase): Cause => ({
  key: `effect ${effectKind} ${action} ${failure?.code ?? ''}`,
  title:
    effectKind === null || action === null
      ? 'It is not known whether this happened'
      : `It is not known whether ${factOf({ kind: effectKind, action })}`,
  remedy: failure?.message ?? null,
  code: failure?.code ?? null,
});

const causeOfQuestion = ({ flowName, stepId, question }: OpenCase): Cause => ({
  key: `decision ${flowName} ${stepId.replace(/\[\d+\]/g, '')}`,
  title: question,
  remedy: 'The flow waits for a decision. It goes on by the choice you make.',
  code: null,
});

const itemOfRun = (run: Run): AttentionItem => ({
  kind: 'run',
  id: run.id,
  runId: run.id,
  title: run.flowName,
  flowName: run.flowName,
  labels: run.labels,
  amount: run.labels['amount'] ?? null,
  currency: run.labels['currency'] ?? null,
  since: run.createdAt,
  expiresAt: null,
  proposedBy: null,
  cause: {
    key: `run ${run.failure?.code ?? 'UNKNOWN'}`,
    title: run.failure?.message ?? 'The run stopped and did not say why.',
    remedy: run.failure?.remedy ?? null,
    code: run.failure?.code ?? null,
  },
  run,
});
