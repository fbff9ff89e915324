import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { RunStep } from '@penstock/contracts';
import { isContainer, TRIGGER_ID, type FlowDocument, type FlowStep } from '@penstock/flow-model';
import { exitsOf, type ExitView } from './exits';
import { indexOf } from './flow-index';
import { actionOf, connectorOf, movesMoney, triggerOf } from '../lib/connector-catalog';

/** What a card on the canvas shows, worked out from the document; knows nothing of React Flow. */
export interface StepView {
  readonly id: string;
  readonly name: string;
  readonly kind: FlowStep['kind'] | 'trigger';
  /** The action in small text. */
  readonly subtitle: string;
  readonly mark: string | undefined;
  readonly movesMoney: boolean;
  readonly disabled: boolean;
  readonly problemCount: number;
  /** How sure it is that the step does what is meant; null where nobody asks. */
  readonly evidence: StepEvidence | null;
  /** A sample is pinned to it: tests use that. */
  readonly isPinned: boolean;
  readonly exits: readonly ExitView[];
  /** Somebody dealt with its failure: the red exit stays in sight. */
  readonly catchesErrors: boolean;
  /** Of a loop or a try: drawn as a frame around its body. */
  readonly frame: { readonly isEmpty: boolean } | null;
  /** What the shown run did here; absent without a run. */
  readonly run: StepRunView | null;
}

/** `upstream-changed`: its own settings are as they were, what it reads is not. */
export type StepEvidenceState = 'untested' | 'running' | 'tested' | 'failed' | 'changed' | 'upstream-changed';

export interface StepEvidence {
  /** `pinned`: it was not tested, and need not be. */
  readonly state: StepEvidenceState | 'pinned';
  /** When it was tested last, ISO time. */
  readonly at: string | null;
}

export interface StepRunView {
  readonly status: RunStep['status'];
  readonly durationMs: number | null;
  readonly attempts: number;
  /** The exit it was left by. */
  readonly port?: string | undefined;
  /** Of a step in a loop: how many items came here, and how many failed. */
  readonly items?: { readonly count: number; readonly failed: number } | null;
  /** Of a step in a loop, where every item is known: how many left it by each exit. */
  readonly leftBy?: Readonly<Record<string, number>>;
  readonly isUndone?: boolean;
  /** Place in the order of execution: cards of a finished run light up one after the other. */
  readonly order: number;
}

export interface ViewContext {
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly problemCounts: ReadonlyMap<string, number>;
  readonly run: ReadonlyMap<string, StepRunView>;
  readonly evidence?: ReadonlyMap<string, StepEvidence>;
  readonly pinned?: ReadonlySet<string>;
}

const logicSubtitles = {
  map: 'Map fields',
  if: 'Condition',
  switch: 'Switch',
  filter: 'Go on only if',
  'for-each': 'For each item',
  try: 'Try, and undo on failure',
  'sub-flow': 'Call another flow',
  wait: 'Wait',
  respond: 'Answer the caller',
  stop: 'Stop as failed',
} as const;

export function viewOfStep(step: FlowStep, context: ViewContext): StepView {
  const action = actionOf(context.connectors, step);
  const connector = step.kind === 'action' ? connectorOf(context.connectors, step.connector) : undefined;
  return {
    id: step.id,
    name: step.name,
    kind: step.kind,
    subtitle:
      step.kind === 'action'
        ? `${connector?.title ?? step.connector} · ${action?.title ?? step.action}`
        : logicSubtitles[step.kind],
    mark: connector?.mark,
    movesMoney: movesMoney(action),
    disabled: step.disabled,
    problemCount: context.problemCounts.get(step.id) ?? 0,
    evidence: context.evidence?.get(step.id) ?? null,
    isPinned: context.pinned?.has(step.id) === true,
    exits: exitsOf(step),
    catchesErrors: indexOf(context.flow).catching.has(step.id),
    frame: isContainer(step) ? { isEmpty: indexOf(context.flow).isEmpty(step.id) } : null,
    run: context.run.get(step.id) ?? null,
  };
}

export function viewOfTrigger(flow: FlowDocument, context: ViewContext): StepView {
  const { trigger } = flow;
  const connector = connectorOf(context.connectors, trigger.connector);
  const descriptor = triggerOf(context.connectors, trigger);
  return {
    id: TRIGGER_ID,
    name: trigger.name,
    kind: 'trigger',
    subtitle: `${connector?.title ?? trigger.connector} · ${descriptor?.title ?? trigger.trigger}`,
    mark: connector?.mark,
    movesMoney: false,
    disabled: false,
    problemCount: context.problemCounts.get(TRIGGER_ID) ?? 0,
    evidence: null,
    isPinned: false,
    exits: exitsOf(undefined),
    catchesErrors: false,
    frame: null,
    run: context.run.get(TRIGGER_ID) ?? null,
  };
}
