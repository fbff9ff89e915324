import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';
import { moneyTotal } from './rehearsals';
import { effect, runStatus } from './runs';

/** Amounts are decimal texts, as everywhere. */
const amount = z.string();
const effectKind = effect.shape.kind;

/** One place where two values differ; a side is absent where it has no such place. */
export const fieldDifference = z.object({ path: z.string(), before: z.json().optional(), after: z.json().optional() });
export type FieldDifferenceView = z.infer<typeof fieldDifference>;

export const effectDifference = z.object({
  change: z.enum(['added', 'missing', 'changed']),
  key: z.string(),
  connector: z.string(),
  action: z.string(),
  kind: effectKind,
  businessKey: z.string(),
  amountBefore: amount.nullable(),
  amountAfter: amount.nullable(),
  currency: z.string().nullable(),
  /** Of the request; empty where the effect is there on one side only. */
  fields: z.array(fieldDifference),
});
export type EffectDifferenceView = z.infer<typeof effectDifference>;

const comparedRun = z.object({
  id: uuid,
  flowId: uuid,
  flowName: z.string(),
  versionNumber: z.int(),
  environment: environmentKey,
  status: runStatus,
  createdAt: timestamp,
  /** Confirmed effects. */
  money: z.array(moneyTotal),
});

export const stepDifference = z.object({
  key: z.string(),
  name: z.string(),
  /** Null where the run has no record of the step. */
  statusBefore: z.string().nullable(),
  statusAfter: z.string().nullable(),
  portBefore: z.string().nullable(),
  portAfter: z.string().nullable(),
  input: z.array(fieldDifference),
  output: z.array(fieldDifference),
});
export type StepDifferenceView = z.infer<typeof stepDifference>;

/** Two runs side by side: only what differs is listed. */
export const runComparison = z.object({
  before: comparedRun,
  after: comparedRun,
  payload: z.array(fieldDifference),
  steps: z.array(stepDifference),
  effects: z.array(effectDifference),
});
export type RunComparison = z.infer<typeof runComparison>;
