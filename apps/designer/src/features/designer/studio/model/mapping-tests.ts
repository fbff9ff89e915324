import { findCardData, findCardDataInText } from '@penstock/card-data-guard';
import { freshTestId } from '@penstock/flow-model';
import { err, ok, parseJson, prettyJson, stringifyJson, type Json, type Result } from '@penstock/kernel';
import {
  expectationOf,
  mappingTest,
  mostMappingTests,
  runMappingTests,
  type MappingDocument,
  type MappingTest,
  type Scope,
} from '@penstock/mapping';
import type { StudioRecord } from './studio-records';

export interface TestQuestion {
  readonly mapping: MappingDocument;
  readonly record: StudioRecord;
  readonly name: string;
  /** For a record that never came in. */
  readonly now: number;
}

/** Why a record is not kept as a test. */
export type NoTest =
  | { readonly kind: 'card-data'; readonly path: string }
  | { readonly kind: 'too-large' | 'too-many' }
  | { readonly kind: 'not-runnable'; readonly message: string };

/** The mapping with a test more, which expects what the mapping makes of the record now. */
export function withRecordAsTest(question: TestQuestion): Result<MappingDocument, NoTest> {
  const { mapping, record, name, now } = question;
  const tests = mapping.tests ?? {};
  if (Object.keys(tests).length >= mostMappingTests) return err({ kind: 'too-many' });
  const sample = sampleOf(record.scope);
  const bare = { name, sample, at: record.at ?? new Date(now).toISOString(), expect: { output: '{}' } };
  const [tried] = runMappingTests({ ...mapping, tests: { tried: bare } });
  if (tried?.outcome.kind === 'not-runnable') return err({ kind: 'not-runnable', message: tried.outcome.message });
  const test = mappingTest.safeParse({ ...bare, expect: tried && expectationOf(tried.outcome) });
  if (!test.success) return err({ kind: 'too-large' });
  const path = cardDataIn(test.data);
  if (path !== undefined) return err({ kind: 'card-data', path });
  return ok({ ...mapping, tests: { ...tests, [freshTestId(tests, name)]: test.data } });
}

/** Parts in which there is nothing are left out: they say nothing, and may come to have a meaning. */
function sampleOf(scope: Scope): string {
  const parts = Object.entries(scope).filter(
    ([, part]) => typeof part !== 'object' || part === null || Object.keys(part).length > 0,
  );
  return prettyJson(Object.fromEntries(parts));
}

/** Where card data stands, in what was recorded and in what is made of it; the server would refuse the whole draft for it. */
function cardDataIn({ sample, expect }: MappingTest): string | undefined {
  const texts = [sample, ...('output' in expect ? [expect.output] : [])];
  const [hit] = texts.flatMap((text) => findCardData(parseJson(text)));
  return hit?.path ?? (texts.some((text) => findCardDataInText(text).length > 0) ? '' : undefined);
}

export const withTest = (mapping: MappingDocument, id: string, test: MappingTest): MappingDocument => ({
  ...mapping,
  tests: { ...mapping.tests, [id]: test },
});

/** The last one takes the list with it: a mapping without tests is the one it was before the first. */
export function withoutTest({ tests = {}, ...mapping }: MappingDocument, id: string): MappingDocument {
  const { [id]: _removed, ...others } = tests;
  return Object.keys(others).length === 0 ? mapping : { ...mapping, tests: others };
}

/** Among the records of the studio. */
export const savedRecordId = (testId: string): string => `test ${testId}`;

/** The records of the tests, to look at and to see differences on. */
export const savedRecords = (tests: MappingDocument['tests']): readonly StudioRecord[] =>
  Object.entries(tests ?? {}).flatMap(([id, { name, sample, at }]): StudioRecord[] => {
    const scope = parseJson(sample);
    if (typeof scope !== 'object' || scope === null || Array.isArray(scope)) return [];
    return [{ id: savedRecordId(id), kind: 'saved', title: name, at, scope: scope as Scope }];
  });

export const shownJson = (value: Json | undefined): string => (value === undefined ? '–' : stringifyJson(value));
