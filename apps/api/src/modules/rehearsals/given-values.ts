import { findCardData } from '@penstock/card-data-guard';
import type { DryRunRequest } from '@penstock/contracts';
import type { GivenAnswer } from '@penstock/engine';
import { messageOf, parseJson, type Json } from '@penstock/kernel';
import { CaseError } from '../cases/cases.errors';

/** What a dry run takes in place of what its steps would give. */
export interface GivenValues {
  readonly samples: Readonly<Record<string, Json>>;
  /** By id of the step. */
  readonly answers: ReadonlyMap<string, GivenAnswer>;
}

/** @throws CaseError PAYLOAD_NOT_JSON, PAYLOAD_HAS_CARD_DATA */
export function givenValues({ samples, samplesText, answers }: Pick<DryRunRequest, 'samples' | 'samplesText' | 'answers'>): GivenValues {
  const texts = Object.entries(samplesText).map(([key, text]) => [key, readGiven(`sample of “${key}”`, text)] as const);
  const allSamples = { ...(samples as Record<string, Json>), ...Object.fromEntries(texts) };
  const given = Object.entries(answers).map(([id, { output, outputText, port, isAssumed }]) => {
    const value = outputText === undefined ? (output as Json) : readGiven(`answer of “${id}”`, outputText);
    return [id, { output: value, port, isAssumed }] as const;
  });
  refuseCardData([allSamples, ...given.map(([, { output }]) => output)]);
  return { samples: allSamples, answers: new Map(given) };
}

/** `what` it is, for the message. @throws CaseError PAYLOAD_NOT_JSON */
export function readGiven(what: string, text: string): Json {
  try {
    return parseJson(text);
  } catch (thrown) {
    throw new CaseError('PAYLOAD_NOT_JSON', `The ${what} cannot be read: ${messageOf(thrown)}. Nothing was tried. Correct it and try again.`);
  }
}

/** Of a payload, and of everything that is given in place of an answer. @throws CaseError PAYLOAD_HAS_CARD_DATA */
export function refuseCardData(value: Json): void {
  if (findCardData(value).length === 0) return;
  throw new CaseError(
    'PAYLOAD_HAS_CARD_DATA',
    'The payload carries card data, which Penstock never takes. Nothing was tried. Use a token or the last four digits.',
  );
}
