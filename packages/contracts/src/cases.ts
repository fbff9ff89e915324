import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';
import { effect, failureView, personsWord, reason, settlementOutcome } from './runs';

export const decisionRequest = z.strictObject({ choice: z.string().min(1).max(60), reason: reason.optional() });
export type DecisionRequest = z.infer<typeof decisionRequest>;

/** A person's word on an effect whose outcome is not known. */
export const settlementRequest = z
  .strictObject({
    outcome: settlementOutcome,
    /** The remote system's own id of what happened. */
    remoteId: z.string().min(1).max(200).optional(),
    /** What else the step would have answered, beside what was sent and the remote id. */
    output: z.json().optional(),
    reason,
    /** The remote side is not asked, or its answer does not count: the person has seen it there themselves. */
    unchecked: z.literal(true).optional(),
    /** The first person's proposal that this confirms, as it was shown; without it nothing is ever confirmed. */
    confirms: z
      .strictObject({ by: z.string().max(320), at: timestamp })
      .nullable()
      .optional(),
  })
  .refine(({ outcome, remoteId }) => (outcome === 'happened') === (remoteId !== undefined), {
    path: ['remoteId'],
    message: 'Say under which id the remote system has it; only when it happened.',
  })
  .refine(({ outcome, unchecked }) => unchecked === undefined || outcome === 'happened', {
    path: ['unchecked'],
    message: 'Only what happened is taken without a look-up: nothing is sent then.',
  });
export type SettlementRequest = z.infer<typeof settlementRequest>;

/** The first person's word on money above the two-person limit. */
export const settlementProposal = z.object({
  outcome: settlementOutcome,
  by: z.string(),
  reason: z.string(),
  at: timestamp,
});
export type SettlementProposal = z.infer<typeof settlementProposal>;

/** `done` false: nothing has changed yet, the proposal waits for a second person. */
export const settlementAnswer = z.object({
  done: z.boolean(),
  proposal: settlementProposal.nullable(),
  /** What the remote side says to the word, or that it is being asked; null where it cannot be asked. */
  message: z.string().nullable(),
});
export type SettlementAnswer = z.infer<typeof settlementAnswer>;

/** One question to the remote side whether an effect happened. */
export const lookUp = z.object({
  number: z.int(),
  at: timestamp,
  verdict: z.enum(['found', 'refused', 'absent', 'unsure', 'duplicate']),
  /** What was seen there, in words. */
  words: z.string(),
});
export type LookUp = z.infer<typeof lookUp>;

/** Everything there is to know before a person says what became of an effect. */
export const evidenceBundle = z.object({
  effect,
  eventId: uuid,
  environment: environmentKey,
  flowName: z.string(),
  stepName: z.string(),
  /** Business columns of the run. */
  labels: z.record(z.string(), z.string()),
  connectionName: z.string().nullable(),
  cardLastFour: z.string().nullable(),
  /** What was (to be) sent, redacted. */
  request: z.json(),
  response: z.json().nullable(),
  /** Oldest first. */
  lookUps: z.array(lookUp),
  /** Others for the same business fact at the same remote system. */
  sameBusinessKey: z.array(effect),
  /** What its class means for the next step, in words. */
  meaning: z.string(),
  /** A word of a person is looked up at the remote side before anything follows from it. */
  canBeAsked: z.boolean(),
  /** The last look-up could not tell: two persons may give it up without one. */
  mayGiveUpUnasked: z.boolean(),
  /** Saying that it did not happen takes two persons; so does giving it up without asking, always. */
  needsTwoPersons: z.boolean(),
  /** Texts of the step's answer that only the remote system knows: a person may add them when it happened. */
  answerFields: z.array(z.object({ name: z.string(), title: z.string() })),
  proposals: z.array(settlementProposal),
  /** All that people said of it, oldest first. */
  words: z.array(personsWord.extend({ reason: z.string(), at: timestamp })),
  /** Of the bundle without this member, canonical JSON, hex. */
  sha256: z.string(),
});
export type EvidenceBundle = z.infer<typeof evidenceBundle>;

/** Only those of one environment, or of one run. */
export const caseQuery = z.object({ environment: environmentKey.optional(), runId: uuid.optional() });
export type CaseQuery = z.infer<typeof caseQuery>;

/** A list of cases holds at most the oldest ones: a longer list is a day's work for several people. */
export const mostCases = 500;

export const openCase = z.object({
  kind: z.enum(['effect', 'decision']),
  id: z.string(),
  runId: uuid,
  environment: environmentKey,
  flowName: z.string(),
  stepId: z.string(),
  stepName: z.string(),
  labels: z.record(z.string(), z.string()),
  /** What a person is asked. */
  question: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  /** What the flow shows beside its question. */
  shown: z.array(z.object({ path: z.string(), value: z.json() })),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  openedAt: timestamp,
  expiresAt: timestamp.nullable(),
  /** Of the effect in doubt. */
  effectKind: effect.shape.kind.nullable(),
  action: z.string().nullable(),
  failure: failureView.nullable(),
  /** Who has proposed something that waits for a second person. */
  proposedBy: z.string().nullable(),
});
export type OpenCase = z.infer<typeof openCase>;
