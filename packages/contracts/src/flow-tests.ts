import { flowDocument, flowTest } from '@penstock/flow-model';
import { z } from 'zod';
import { environmentKey, uuid } from './common';
import { rehearsalProblem, versionChoice } from './rehearsals';

const testId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
/** A test of the flow as a whole, or one of the mapping of a step: `<step>/<test>`. */
const anyTestId = z.string().regex(/^[a-z][a-z0-9-]{0,59}(\/[a-z][a-z0-9-]{0,59})?$/);

/** Runs the tests a flow and its mappings carry; nothing is sent and nothing is written. */
export const runFlowTestsRequest = z
  .strictObject({
    version: versionChoice.default('draft'),
    /** The draft's revision as whoever asks saw it; another one is refused. */
    revision: z.int().min(1).optional(),
    /** A document in place of a stored one: a file in a pipeline, a draft that is not saved yet. */
    document: flowDocument.optional(),
    /** Default: the first environment. */
    environment: environmentKey.optional(),
    /** Only these; default: all. */
    tests: z.array(anyTestId).min(1).max(100).optional(),
  })
  .refine(({ document, revision }) => document === undefined || revision === undefined, { path: ['revision'], message: 'A document of your own has no revision.' });
export type RunFlowTestsRequest = z.infer<typeof runFlowTestsRequest>;

/** One way in which the flow did not do what the test expects. */
export const flowTestFinding = z.object({
  kind: z.enum(['outcome', 'effect-missing', 'effect-unexpected', 'effect-differs', 'step-missing', 'output-differs', 'not-runnable']),
  step: z.string().nullable(),
  path: z.string().nullable(),
  expected: z.json().optional(),
  actual: z.json().optional(),
  message: z.string(),
});
export type FlowTestFindingView = z.infer<typeof flowTestFinding>;

export const flowTestResult = z.object({
  id: anyTestId,
  /** The step whose mapping is tested; null for a test of the flow as a whole. */
  mappingOf: z.string().nullable(),
  name: z.string(),
  passed: z.boolean(),
  findings: z.array(flowTestFinding),
  /** Keys of steps the test gives no answer for: the sample of their action stood in. */
  standIns: z.array(z.string()),
  problems: z.array(rehearsalProblem),
});
export type FlowTestResult = z.infer<typeof flowTestResult>;

export const flowTestsResult = z.object({
  flowId: uuid,
  /** `given`: the document that came with the request. */
  version: z.union([z.literal('draft'), z.literal('given'), z.int()]),
  environment: environmentKey,
  /** All of them; false for none at all. */
  passed: z.boolean(),
  results: z.array(flowTestResult),
});
export type FlowTestsResult = z.infer<typeof flowTestsResult>;

/** Makes a test of a recorded run: its event, the answers it got, and what it did as what is expected. Into the draft. */
export const saveAsTestRequest = z.strictObject({ name: flowTest.shape.name, note: flowTest.shape.note });
export type SaveAsTestRequest = z.infer<typeof saveAsTestRequest>;
export const savedTest = z.object({
  flowId: uuid,
  testId,
  /** Of the draft that now holds it. */
  revision: z.int(),
  test: flowTest,
});
export type SavedTest = z.infer<typeof savedTest>;
