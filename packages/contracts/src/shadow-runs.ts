import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';
import { dryRunResult, moneyTotal, rehearsalProblem, versionChoice } from './rehearsals';
import { effectDifference } from './run-comparisons';
import { runStatus } from './runs';

/** Recorded runs whose events a candidate version is tried on: these, or the newest of a range of time. */
export const shadowRunRequest = z.strictObject({
  version: versionChoice.default('draft'),
  /** As in a dry run: another revision of the draft is refused. */
  revision: z.int().min(1).optional(),
  environment: environmentKey.optional(),
  runIds: z.array(uuid).min(1).max(200).optional(),
  /** `to` is not included. */
  from: timestamp.optional(),
  to: timestamp.optional(),
  /** Without `runIds`; of named runs none is cut off. */
  limit: z.int().min(1).max(200).default(50),
});
export type ShadowRunRequest = z.infer<typeof shadowRunRequest>;

export const shadowedRun = z.object({
  runId: uuid,
  versionNumber: z.int(),
  createdAt: timestamp,
  labels: z.record(z.string(), z.string()),
  recordedStatus: runStatus,
  outcome: dryRunResult.shape.outcome,
  effects: z.array(effectDifference),
  /** Keys of steps that asked for an answer nobody has recorded; a stand-in was taken. */
  withoutRecording: z.array(z.string()),
  problems: z.array(rehearsalProblem),
});
export type ShadowedRun = z.infer<typeof shadowedRun>;

export const runLeftOut = z.object({
  runId: uuid,
  code: z.enum([
    'RUN_NOT_FOUND',
    'OTHER_FLOW',
    'OTHER_ENVIRONMENT',
    'STILL_UNDER_WAY',
    'OUT_OF_RANGE',
    'EVENT_CONTENT_ERASED',
    'RUN_TOO_LARGE',
    'OUT_OF_TIME',
  ]),
  message: z.string(),
});
export type RunLeftOut = z.infer<typeof runLeftOut>;

export const shadowRunResult = z.object({
  flowId: uuid,
  version: z.union([z.literal('draft'), z.int()]),
  environment: environmentKey,
  runs: z.array(shadowedRun),
  /** Runs that were not compared, and why. */
  leftOut: z.array(runLeftOut),
  summary: z.object({
    compared: z.int(),
    identical: z.int(),
    different: z.int(),
    withoutRecording: z.int(),
    moneyBefore: z.array(moneyTotal),
    moneyAfter: z.array(moneyTotal),
  }),
});
export type ShadowRunResult = z.infer<typeof shadowRunResult>;
