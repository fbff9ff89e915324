import { Inject, Injectable } from '@nestjs/common';
import { findCardData } from '@penstock/card-data-guard';
import type { PreviewMappingRequest, PreviewMappingResult } from '@penstock/contracts';
import { parseJson, type Clock, type Json, type JsonObject } from '@penstock/kernel';
import { previewMapping, type JsonSchema, type MappingDocument, type MappingPreview } from '@penstock/mapping';
import { CLOCK } from '../../../platform/tokens';
import { sampleHasCardData, sampleNotJson } from '../mappings.errors';

/** Tighter than those of a run: a preview shows records one by one, and fifty of them share one answer. */
const limits = { maxItems: 2_000, maxOutputSize: 200_000 };

/** What a mapping makes of sample records, and what is wrong with it. */
@Injectable()
export class PreviewMapping {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws MappingError PAYLOAD_HAS_CARD_DATA, PAYLOAD_NOT_JSON */
  execute(request: PreviewMappingRequest): PreviewMappingResult {
    const samples = samplesOf(request);
    if (samples.some((sample) => findCardData(sample).length > 0)) throw sampleHasCardData();
    const preview = previewMapping(
      {
        document: request.document as MappingDocument,
        samples,
        limits,
        ...(request.sources && { sources: request.sources as Readonly<Record<string, JsonSchema>> }),
        ...(request.target && { target: request.target }),
      },
      { now: this.clock.now() },
    );
    return viewOf(preview);
  }
}

function samplesOf({ samples, sampleTexts }: PreviewMappingRequest): readonly JsonObject[] {
  return sampleTexts
    ? sampleTexts.map((text, index) => readSample(text, index + 1))
    : ((samples ?? []) as JsonObject[]);
}

function readSample(text: string, position: number): JsonObject {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw sampleNotJson(position);
  return value as JsonObject;
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    // Said to the caller with the sample's position.
    return undefined;
  }
}

const viewOf = ({ problems, samples }: MappingPreview): PreviewMappingResult => ({
  problems: problems.map(({ ruleId = null, path = null, fix = null, edit, ...rest }) => ({
    ...rest,
    ruleId,
    path,
    fix,
    ...(edit && { edit: edit as unknown as NonNullable<PreviewMappingResult['problems'][number]['edit']> }),
  })),
  samples: samples.map(({ output, errors }) => ({
    output: (output ?? null) as PreviewMappingResult['samples'][number]['output'],
    errors: errors.map((error) => ({ ...error })),
  })),
});
