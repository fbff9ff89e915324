import { z } from 'zod';
import { environmentKey, jsonText, uuid } from './common';
import { effect, failureView } from './runs';

/** Amounts are decimal texts, as everywhere. */
const amount = z.string();
const effectKind = effect.shape.kind;

/** A version by its number, the one that is live in the environment, or the draft as it is saved. */
export const versionChoice = z.union([z.literal('draft'), z.literal('live'), z.int().min(1)]);
export type VersionChoice = z.infer<typeof versionChoice>;

/** A key of a step within a run: `charge`, in the fourth item of a loop `lines[3]/charge`. */
const stepKey = z.string().min(1).max(300);
const stepId = z.string().min(1).max(60);

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
