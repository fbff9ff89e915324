import { z } from 'zod';
import { environmentKey, jsonText, timestamp, uuid } from './common';

export const runStatus = z.enum(['queued', 'running', 'waiting', 'needs-attention', 'succeeded', 'cancelled']);
export type RunStatus = z.infer<typeof runStatus>;
export const effectStatus = z.enum([
  'intended',
  'confirmed',
  'rejected',
  'not-sent',
  'unknown',
  'absent',
  'needs-person',
  /** Given up by two persons without knowing whether it happened; its business key stays reserved. */
  'left-unknown',
  'compensated',
]);
export type EffectStatus = z.infer<typeof effectStatus>;

export const failureView = z.object({
  code: z.string(),
  class: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  /** What it means for the money, where the connector's catalogue of failures says so. */
  money: z.string().optional(),
  remoteCode: z.string().optional(),
  stepId: z.string().optional(),
  field: z.string().optional(),
});
export type FailureView = z.infer<typeof failureView>;

export const run = z.object({
  id: uuid,
  flowId: uuid,
  flowName: z.string(),
  versionNumber: z.int(),
  environment: environmentKey,
  eventId: uuid,
  status: runStatus,
  /** Business columns from the trigger: invoice, customer, amount, currency … */
  labels: z.record(z.string(), z.string()),
  attempts: z.int(),
  failure: failureView.nullable(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  /** When the platform will look at it again; null once settled. */
  nextAt: timestamp.nullable(),
});
export type Run = z.infer<typeof run>;

export const runQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: runStatus.optional(),
  flowId: uuid.optional(),
  environment: environmentKey.optional(),
  /** Matches labels, run id, remote ids. */
  q: z.string().max(200).optional(),
});
export type RunQuery = z.infer<typeof runQuery>;

/** One side of a comparison: the value under its own name, or nothing where it was not there; a constant has no path. */
const comparedSide = z.object({ path: z.string().optional(), seen: z.record(z.string(), z.json()) });

/** One part of a condition as it was evaluated; parts that the answer did not need are absent. */
export const conditionLine = z.object({
  /** Of a switch: the case it belongs to. */
  case: z.string().optional(),
  /** How many groups it stands in: those before it that are less deep. */
  depth: z.int(),
  /** `all`, `any` and `not` are groups; everything else is a comparison. */
  kind: z.string(),
  left: comparedSide.optional(),
  right: comparedSide.optional(),
  /** Null: it could not be decided. */
  holds: z.boolean().nullable(),
});
export type ConditionLine = z.infer<typeof conditionLine>;

const stepProgress = {
  /** `skipped`: its branch was not taken. */
  status: z.enum(['pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped']),
  /** The exit it was left by, unless that is `default`. `failed`: a loop or try around it dealt with its failure. */
  port: z.string().optional(),
  attempts: z.int(),
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  /** Redacted; absent when not recorded. */
  input: z.json().optional(),
  output: z.json().optional(),
  /** Of a condition: what it compared, and how that came out. */
  why: z.array(conditionLine).optional(),
  failure: failureView.nullable(),
};

/** What a step did for one item of the loops around it. */
export const runStepItem = z.object({
  /** Names this execution in the run, e.g. `lines[3]/charge`; effects carry it as their step. */
  key: z.string(),
  /** Which item of each loop around, from the outside in, counted from 0. */
  items: z.array(z.int()),
  ...stepProgress,
});
export type RunStepItem = z.infer<typeof runStepItem>;

/** Of a step in a loop all its items together: `failed` when one failed; times from the first to the last. */
export const runStep = z.object({
  stepId: z.string(),
  name: z.string(),
  kind: z.string(),
  /** The loop or try it stands in. */
  parent: z.string().optional(),
  ...stepProgress,
  /** Its effect was undone. */
  undone: z.boolean().optional(),
  /** Of a step in a loop: how many items came here, and up to 200 of them in their order; failed and open ones are never left out before others. */
  loop: z.object({ count: z.int(), failed: z.int(), shown: z.array(runStepItem) }).optional(),
});
export type RunStep = z.infer<typeof runStep>;

export const settlementOutcome = z.enum(['happened', 'did-not-happen-send', 'did-not-happen-stop', 'give-up-unasked']);
export type SettlementOutcome = z.infer<typeof settlementOutcome>;

/** What a person said of an effect in doubt. */
export const personsWord = z.object({
  outcome: settlementOutcome,
  by: z.string(),
  /** Under which they saw it there; only when it happened. */
  remoteId: z.string().nullable(),
});
export type PersonsWord = z.infer<typeof personsWord>;

export const effect = z.object({
  id: uuid,
  runId: uuid,
  stepId: z.string(),
  attempt: z.int(),
  connector: z.string(),
  action: z.string(),
  kind: z.enum(['money', 'ledger', 'master-data', 'message']),
  class: z.enum(['I', 'L', 'H']),
  businessKey: z.string(),
  status: effectStatus,
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  remoteId: z.string().nullable(),
  /** How its outcome became known: `answer`, `verified` by a look-up, `repeated` under the same key, `undone`, or `name: reason` of a person. */
  resolvedBy: z.string().nullable(),
  /** When that became known; null while it is not. */
  settledAt: timestamp.nullable(),
  probes: z.int(),
  sentAt: timestamp.nullable(),
  resolveAfter: timestamp.nullable(),
  failure: failureView.nullable(),
  /** The last one. Where the remote side can be asked, what it knows decides; then the two may differ. */
  word: personsWord.nullable(),
});
export type Effect = z.infer<typeof effect>;

export const intakeEvent = z.object({
  id: uuid,
  environment: environmentKey,
  path: z.string(),
  channel: z.string(),
  state: z.enum(['routed', 'unrouted', 'refused']),
  /** Why it is on the unrouted shelf or was refused. */
  reason: z.string().nullable(),
  dedupeKey: z.string(),
  receivedAt: timestamp,
  runIds: z.array(uuid),
});
export type IntakeEvent = z.infer<typeof intakeEvent>;
export const eventQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(['routed', 'unrouted', 'refused']).optional(),
});
export type EventQuery = z.infer<typeof eventQuery>;
export const intakeEventDetail = intakeEvent.extend({ payload: z.json().nullable() });
export type IntakeEventDetail = z.infer<typeof intakeEventDetail>;

/** 2xx of an intake address: the event is durable. `duplicate` points to the first event with the same business key. */
export const intakeReceipt = z.object({
  eventId: uuid,
  status: z.enum(['accepted', 'duplicate', 'unrouted']),
});
export type IntakeReceipt = z.infer<typeof intakeReceipt>;

/** Live stream (`GET /api/v1/stream`, server-sent events). `id` grows; a client that was away reloads what it shows. */
export const streamMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), runId: uuid, flowId: uuid, environment: environmentKey, status: runStatus }),
  z.object({ type: z.literal('hello'), at: timestamp }),
]);
export type StreamMessage = z.infer<typeof streamMessage>;

export const overview = z.object({
  environment: environmentKey,
  /** Since midnight UTC. */
  receivedToday: z.int(),
  succeededToday: z.int(),
  inFlight: z.int(),
  needsAttention: z.int(),
  /** Sums of money of the effects that need attention, by currency. */
  moneyAtRisk: z.array(z.object({ currency: z.string(), amount: z.string() })),
  /** Sums of money of which the platform itself is finding out whether they were moved, by currency. */
  moneyInDoubt: z.array(z.object({ currency: z.string(), amount: z.string() })),
  /** Event received → run succeeded, today, milliseconds. */
  p95Ms: z.number().nullable(),
  unrouted: z.int(),
  /** Only while nothing is sent because the database was restored: the sentence to show above everything. */
  sendingHeld: z.string().optional(),
});
export type Overview = z.infer<typeof overview>;

export const reason = z.string().min(3).max(500);

/** The same event again, as a run of its own. What is confirmed outside is met by its business key and not done again. */
export const replayRequest = z.strictObject({
  version: z.enum(['same', 'live']).default('same'),
  /** In place of the event's own payload. */
  payload: z.json().optional(),
  /** The same as JSON text: every digit of its numbers is kept. */
  payloadText: jsonText.optional(),
  reason,
}).refine(({ payload, payloadText }) => payload === undefined || payloadText === undefined, { path: ['payloadText'], message: 'Give the payload once: as a value or as text.' });
export type ReplayRequest = z.infer<typeof replayRequest>;

/** From this step on; what was finished before it and beside it is taken over. */
export const restartRequest = z.strictObject({ fromStep: z.string().min(1).max(60), reason });
export type RestartRequest = z.infer<typeof restartRequest>;

export const startedRun = z.object({ runId: uuid });
export type StartedRun = z.infer<typeof startedRun>;

/** Another run, as a link to it. */
export const runLink = z.object({ runId: uuid, flowName: z.string(), status: runStatus, createdAt: timestamp, finishedAt: timestamp.nullable() });
export type RunLink = z.infer<typeof runLink>;

export const runFamily = z.object({
  /** The run whose step started this one. */
  parent: runLink.nullable(),
  /** Runs that steps of this one started, oldest first. */
  children: z.array(runLink),
  /** The run that this one repeats. */
  original: runLink.nullable(),
  /** Runs that repeat this one, oldest first. */
  repeats: z.array(runLink),
});
export type RunFamily = z.infer<typeof runFamily>;

/** One thing a run waits for. */
export const runWait = z.object({
  /**
   * `look-up`: the answer to a question about an effect; `flow`: the end of a run it started; `turn`: runs ahead of it in its lane;
   * `retry`: the next try after a failure that passes.
   */
  kind: z.enum(['time', 'callback', 'decision', 'connection', 'look-up', 'person', 'flow', 'turn', 'retry']),
  stepId: z.string().nullable(),
  stepName: z.string().nullable(),
  /** When the wait ends by itself, or the next try; null: not before somebody acts. */
  until: timestamp.nullable(),
  /** The connection's name, the question of a decision, the name of the other flow, or what failed. */
  subject: z.string().nullable(),
  /** Of a decision or an effect in doubt. */
  caseId: z.string().nullable(),
});
export type RunWait = z.infer<typeof runWait>;

export const runContext = z.object({ family: runFamily, waits: z.array(runWait) });
export type RunContext = z.infer<typeof runContext>;
