import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';
import { effect, failureView, runQuery, runStatus } from './runs';

/** Amounts are decimal texts, as everywhere. */
const amount = z.string();
const effectKind = effect.shape.kind;

/** A version by its number, the one that is live in the environment, or the draft as it is saved. */
export const versionChoice = z.union([z.literal('draft'), z.literal('live'), z.int().min(1)]);
export type VersionChoice = z.infer<typeof versionChoice>;

/** A key of a step within a run: `charge`, in the fourth item of a loop `lines[3]/charge`. */
const stepKey = z.string().min(1).max(300);
const stepId = z.string().min(1).max(60);

/** JSON as text: every digit of its numbers is kept, which a JSON body loses on its way. */
const jsonText = z.string().max(1024 * 1024);
/** As long as a whole request may be: what a real run recorded can be given. */
const givenText = z.string().max(4 * 1024 * 1024);

/** An output that a step gave in an earlier try, and the exit it was left by; the step is not executed again. */
export const givenAnswer = z
  .strictObject({
    output: z.json().optional(),
    /** The same as JSON text. */
    outputText: givenText.optional(),
    port: z.string().min(1).max(60).default('default'),
    /** It rests on a sample or an assumption. */
    isAssumed: z.boolean().default(false),
  })
  .refine(({ output, outputText }) => (output === undefined) !== (outputText === undefined), {
    message: 'Give exactly one of output and outputText.',
  });
export type GivenAnswer = z.infer<typeof givenAnswer>;

/**
 * What a flow would do with a payload. Nothing is sent; with `reads: live` actions that only read are. Exactly one of
 * `payload`, `payloadText`, `eventId` and `runId`; a run lends its recorded reads and decisions besides.
 */
export const dryRunRequest = z
  .strictObject({
    payload: z.json().optional(),
    /** The same as JSON text. */
    payloadText: jsonText.optional(),
    eventId: uuid.optional(),
    runId: uuid.optional(),
    version: versionChoice.default('draft'),
    /** The draft's revision as whoever asks saw it; another one is refused. Means nothing for versions. */
    revision: z.int().min(1).optional(),
    /** Default: the environment of the event or run, else the first one. */
    environment: environmentKey.optional(),
    reads: z.enum(['stand-in', 'live']).default('stand-in'),
    /** Outputs to take for steps that are not sent, in place of their actions' samples. */
    samples: z.record(stepKey, z.json()).default({}),
    /** The same as JSON texts; of a step that is in both, this one counts. */
    samplesText: z.record(stepKey, givenText).default({}),
    /** Which choice to take where a person decides, by id of the step; default: the first one. */
    choices: z.record(stepKey, z.string().max(60)).default({}),
    /**
     * Test one step, by its id: it is executed alone, on `answers` and the samples of what it reads. With `reads: live`
     * only this step asks its remote system; what it meets there is its outcome. In a loop it is tried on the first item.
     */
    only: stepId.optional(),
    /** Run to here, by id of the step: everything on the way to it that `answers` do not give, and the step itself. */
    until: stepId.optional(),
    /** With `only` or `until`: what steps before gave earlier, by id of the step. */
    answers: z.record(stepId, givenAnswer).default({}),
  })
  .refine(({ only, until }) => only === undefined || until === undefined, { path: ['until'], message: 'Give one of only and until.' })
  .refine(({ only, until, answers }) => (only ?? until) !== undefined || Object.keys(answers).length === 0, {
    path: ['answers'],
    message: 'Answers belong to a test of one step: give only or until.',
  })
  .refine(
    ({ payload, payloadText, eventId, runId }) =>
      [payload, payloadText, eventId, runId].filter((given) => given !== undefined).length === 1,
    {
      message: 'Give exactly one of payload, payloadText, eventId and runId.',
    },
  );
export type DryRunRequest = z.infer<typeof dryRunRequest>;

/** A value that nobody has answered; `field` is what is made of it, null when it steers the step as a whole. */
export const assumedSource = z.object({ field: z.string().nullable(), source: z.string() });

export const rehearsedStep = z.object({
  key: z.string(),
  stepId: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Positions in the loops around, from the outside in. */
  iteration: z.array(z.int()),
  status: z.enum(['succeeded', 'failed', 'skipped', 'not-reached']),
  port: z.string().nullable(),
  input: z.json().optional(),
  output: z.json().optional(),
  failure: failureView.nullable(),
  /** `given`: in the request. `sample` and `assumption` are stand-ins: nobody has answered. */
  answeredFrom: z.enum(['computed', 'live', 'recording', 'given', 'sample', 'assumption']),
  restsOn: z.array(assumedSource),
  /** It chooses a branch by an assumed value: the real run may go another way. */
  isGuess: z.boolean(),
});
export type RehearsedStepView = z.infer<typeof rehearsedStep>;

/** `new` would be sent; `confirmed` is done already and is skipped; `unknown` is looked up first; `conflict` asks a person. */
export const effectStanding = z.enum(['new', 'confirmed', 'unknown', 'conflict']);

export const plannedEffect = z.object({
  key: z.string(),
  stepId: z.string(),
  iteration: z.array(z.int()),
  connector: z.string(),
  action: z.string(),
  actionVersion: z.int(),
  slot: z.string().nullable(),
  kind: effectKind,
  class: effect.shape.class,
  businessKey: z.string(),
  amount: amount.nullable(),
  currency: z.string().nullable(),
  request: z.json(),
  standing: effectStanding,
  restsOn: z.array(assumedSource),
  /** Steps before it that chose their branch by an assumed value. */
  conditionalOn: z.array(z.string()),
});
export type PlannedEffectView = z.infer<typeof plannedEffect>;

export const effectTotal = z.object({
  kind: effectKind,
  standing: effectStanding,
  currency: z.string(),
  count: z.int(),
  amount,
});
export const moneyTotal = z.object({ kind: effectKind, currency: z.string(), count: z.int(), amount });
export type MoneyTotalView = z.infer<typeof moneyTotal>;

export const rehearsalProblem = z.object({
  key: z.string().nullable(),
  stepId: z.string().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  remedy: z.string().nullable(),
  isCaught: z.boolean(),
});
export type RehearsalProblemView = z.infer<typeof rehearsalProblem>;

export const dryRunResult = z.object({
  flowId: uuid,
  version: z.union([z.literal('draft'), z.int()]),
  environment: environmentKey,
  /** `unfinished`: it was stopped because it did not come to an end. */
  outcome: z.enum(['succeeded', 'needs-attention', 'unfinished']),
  steps: z.array(rehearsedStep),
  effects: z.array(plannedEffect),
  totals: z.array(effectTotal),
  assumptions: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  problems: z.array(rehearsalProblem),
  /** What the flow would answer its caller; absent when it does not. */
  response: z.json().optional(),
});
export type DryRunResult = z.infer<typeof dryRunResult>;

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

/** The same runs a bulk replay would take: by id, or by the filter of the run list. */
export const replayPreviewRequest = z
  .strictObject({
    runIds: z.array(uuid).min(1).max(200).optional(),
    filter: runQuery.omit({ cursor: true, limit: true }).optional(),
    version: z.enum(['same', 'live']).default('same'),
    limit: z.int().min(1).max(200).default(100),
    /** As in the replay of one run: JSON text in place of what its event brought. */
    payloadText: jsonText.optional(),
  })
  .refine(({ runIds, filter }) => (runIds === undefined) !== (filter === undefined), {
    message: 'Give either runIds or filter.',
  })
  .refine(({ runIds, payloadText }) => payloadText === undefined || runIds?.length === 1, {
    path: ['payloadText'],
    message: 'A payload belongs to one run: name exactly one in runIds.',
  });
export type ReplayPreviewRequest = z.infer<typeof replayPreviewRequest>;

/** No list of effects is longer; the counts are of all. */
export const mostPreviewedEffects = 200;

export const previewedEffect = z.object({
  runId: uuid,
  stepId: z.string(),
  connector: z.string(),
  action: z.string(),
  kind: effectKind,
  businessKey: z.string(),
  /** It rests on an answer that nobody has given yet: a sample stands in for it. */
  isAssumed: z.boolean(),
  standing: effectStanding,
  amount: amount.nullable(),
  currency: z.string().nullable(),
});
export type PreviewedEffect = z.infer<typeof previewedEffect>;

export const replayPreview = z.object({
  runs: z.int(),
  /** Confirmed outside already: skipped. */
  confirmed: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** Outcome unknown: looked up before anything is sent. */
  unknown: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** Would be sent. */
  fresh: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** The same business fact with other values: a person would be asked. */
  conflicts: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** One by one, in the order of the runs and their steps; at most `mostPreviewedEffects`. */
  effects: z.array(previewedEffect),
  /** Runs that would stop before their end, and why. */
  wouldStop: z.array(z.object({ runId: uuid, code: z.string(), message: z.string() })),
  /** Runs that cannot be replayed at all, and why. */
  refusals: z.array(z.object({ runId: uuid, code: z.string(), message: z.string() })),
  /** More runs match the filter than were looked at. */
  isPartial: z.boolean(),
});
export type ReplayPreview = z.infer<typeof replayPreview>;
