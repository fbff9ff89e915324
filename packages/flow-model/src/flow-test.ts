import { jsonText } from '@penstock/mapping';
import { z } from 'zod';

/**
 * A test of a flow, kept in its document: it is versioned, compared, exported and promoted with what it tests. Recorded
 * values are JSON texts, so that they keep every digit and read as blocks in a file.
 */
const id = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, starting with a letter');
/** Names one execution of a step: `charge`, in the fourth item of a loop `lines[3]/charge`. */
const stepKey = z.string().min(1).max(300);
/** A path into a value: `order.lines[0].sku`. */
const path = z.string().min(1).max(500);
const decimalText = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'a decimal number as text, e.g. "19.90"');

/** What a step that reaches outside, or waits, is answered instead of asking anybody. */
export const testAnswer = z.union([
  z.strictObject({ output: jsonText }),
  z.strictObject({ failure: z.strictObject({ code: z.string().min(1).max(120), message: z.string().min(1).max(500) }) }),
]);
export type TestAnswer = z.infer<typeof testAnswer>;

/** An effect the flow must plan. What is not said is not looked at. */
export const expectedEffect = z.strictObject({
  step: stepKey,
  /** `connector.action`, e.g. `paytrace.refund`. */
  action: z.string().min(3).max(200).optional(),
  businessKey: z.string().max(500).optional(),
  amount: decimalText.optional(),
  currency: z.string().length(3).optional(),
  /** Values of the request by path. */
  fields: z.record(path, z.json()).default({}),
});
export type ExpectedEffect = z.infer<typeof expectedEffect>;

/** What a step must give: of a mapping, what it makes. `value` is the whole, `fields` are values in it by path. */
export const expectedOutput = z.strictObject({ value: jsonText.optional(), fields: z.record(path, z.json()).default({}) });
export type ExpectedOutput = z.infer<typeof expectedOutput>;

export const flowTest = z.strictObject({
  name: z.string().min(1).max(120),
  note: z.string().max(2000).optional(),
  /** Payload of the event the flow is given. */
  event: jsonText,
  /** When it came; absent: when the test is run. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** By key of the step; steps without one are answered by the sample of their action. */
  answers: z.record(stepKey, testAnswer).default({}),
  /** Which choice a person takes, by id of the step. */
  choices: z.record(id, id).default({}),
  expect: z.strictObject({
    outcome: z.enum(['succeeded', 'needs-attention']).default('succeeded'),
    /** All effects, each once, in any order; absent: effects are not looked at. */
    effects: z.array(expectedEffect).max(200).optional(),
    outputs: z.record(stepKey, expectedOutput).default({}),
  }),
});
export type FlowTest = z.infer<typeof flowTest>;

export const mostFlowTests = 100;
/** By id. */
export const flowTests = z.record(id, flowTest).refine((tests) => Object.keys(tests).length <= mostFlowTests, `at most ${mostFlowTests} tests`);
export type FlowTests = z.infer<typeof flowTests>;
