import type { EffectKind } from '@penstock/connector-sdk';
import type { FlowStep } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import type { FailureRecord } from '../core/failure';
import type { AssumedSource } from './assumed-values';

/**
 * What a flow would do with a payload, found out without doing it. Effects are never sent; their answers, and those of
 * reads unless they are asked for live, are stand-ins and marked as such.
 */
export interface Rehearsal {
  readonly outcome: 'succeeded' | 'needs-attention' | 'unfinished';
  readonly steps: readonly RehearsedStep[];
  readonly effects: readonly PlannedEffect[];
  readonly totals: readonly EffectTotal[];
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly RehearsalProblem[];
  /** What the flow would answer its caller; undefined when it does not. */
  readonly response: Json | undefined;
}

/** Who gave a step's output: the step itself, the remote system, a recording, whoever asked, the action's sample, or nobody. */
export type AnswerSource = 'computed' | 'live' | 'recording' | 'given' | 'sample' | 'assumption';

export interface RehearsedStep {
  /** Names one execution: `charge`, `lines[3]/charge`; behind `>` the step of a sub-flow. */
  readonly key: string;
  readonly stepId: string;
  readonly name: string;
  readonly kind: FlowStep['kind'];
  /** Positions in the loops around, from the outside in; empty outside of loops. */
  readonly iteration: readonly number[];
  /** `skipped`: its branch was not taken. `not-reached`: the rehearsal ended before. */
  readonly status: 'succeeded' | 'failed' | 'skipped' | 'not-reached';
  readonly port: string | null;
  /** Undefined where the step records none. */
  readonly input: Json | undefined;
  readonly output: Json | undefined;
  readonly failure: FailureRecord | null;
  readonly answeredFrom: AnswerSource;
  /** Assumed values it reads; when it decides a branch, that decision is no more than a guess. */
  readonly restsOn: readonly AssumedSource[];
  /** It chooses a branch, and what it chooses by is assumed. */
  readonly isGuess: boolean;
}

/** `new` would be sent; `confirmed` is done already and skipped; `unknown` is looked up first; `conflict` is a question for a person. */
export type EffectStanding = 'new' | 'confirmed' | 'unknown' | 'conflict';

export interface PlannedEffect {
  readonly key: string;
  readonly stepId: string;
  readonly iteration: readonly number[];
  readonly connector: string;
  readonly action: string;
  readonly actionVersion: number;
  /** Organisation and remote system: what the business key is unique within. */
  readonly scope: string;
  /** Null when the connector needs no connection. */
  readonly slot: string | null;
  readonly kind: EffectKind;
  readonly class: 'I' | 'L' | 'H';
  readonly businessKey: string;
  /** Decimal text; null when the effect moves nothing. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly request: Json;
  readonly standing: EffectStanding;
  /** Fields of the request that hold assumed values. */
  readonly restsOn: readonly AssumedSource[];
  /** Steps before it whose branch was chosen by an assumed value. */
  readonly conditionalOn: readonly string[];
}

/** Sum of the effects of one kind, standing and currency. */
export interface EffectTotal {
  readonly kind: EffectKind;
  readonly standing: EffectStanding;
  readonly currency: string;
  readonly count: number;
  /** Decimal text. */
  readonly amount: string;
}

export interface Assumption {
  readonly key: string;
  readonly code:
    | 'EFFECT_NOT_SENT'
    | 'READ_NOT_SENT'
    | 'READ_FAILED'
    | 'READ_LIMIT'
    | 'WAIT_SKIPPED'
    | 'DECISION_CHOSEN'
    | 'CALLBACK_ASSUMED'
    | 'SUB_FLOW_ASSUMED'
    | 'SLOT_NOT_BOUND';
  readonly message: string;
}

export interface RehearsalProblem {
  /** Null for the run as a whole. */
  readonly key: string | null;
  readonly stepId: string | null;
  /** Dotted path of the field, when one is to blame. */
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
  /** The flow deals with it on an error exit or in a container. */
  readonly isCaught: boolean;
}

/** The answer a step got in a recorded run. */
export type RecordedAnswer =
  { readonly kind: 'output'; readonly output: Json } | { readonly kind: 'failure'; readonly failure: FailureRecord };
