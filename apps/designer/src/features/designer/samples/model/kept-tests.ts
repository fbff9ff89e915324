import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { testsKeyOf } from '../../../../shared/lib/forget-tests';
import type { TestedOn } from './sample-store';
import type { StepTest } from './step-evidence';

/** Results of tests, as a tab keeps them over a reload and while the mapping studio is open. */
export interface KeptTests {
  /** They say nothing of another environment. */
  readonly environment: string | null;
  readonly tests: Readonly<Record<string, StepTest>>;
  readonly testedOn: TestedOn | null;
}

const none: KeptTests = { environment: null, tests: {}, testedOn: null };
/** More is not worth the time it takes to write it with every test. */
const mostCharacters = 2_000_000;

const stepTest = z.looseObject({
  status: z.enum(['succeeded', 'failed']),
  answeredFrom: z.string(),
  port: z.string().nullable(),
  message: z.string().nullable(),
  restsOn: z.array(z.string()),
  at: z.string(),
  print: z.string(),
  reads: z.string(),
});
const kept = z.object({
  environment: z.string().nullable(),
  tests: z.record(z.string(), stepTest),
  testedOn: z.object({ eventId: z.string(), runId: z.string().nullable() }).nullable(),
});

export function readTests(flowId: string, storage: Storage): KeptTests {
  try {
    return kept.parse(parseJson(storage.getItem(testsKeyOf(flowId)) ?? 'null')) as unknown as KeptTests;
  } catch {
    return none;
  }
}

/** What is too long, or finds no place, is forgotten with the page. */
export function keepTests(flowId: string, tests: KeptTests, storage: Storage): void {
  const text = stringifyJson(tests as unknown as Json);
  try {
    if (text.length > mostCharacters) storage.removeItem(testsKeyOf(flowId));
    else storage.setItem(testsKeyOf(flowId), text);
  } catch {
    storage.removeItem(testsKeyOf(flowId));
  }
}
