import {
  mappingFeedbackRequest,
  mappingFeedbackResult,
  previewMappingRequest,
  previewMappingResult,
  suggestMappingsRequest,
  suggestMappingsResult,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Outputs pass as they are: exact decimals, which a JSON schema would refuse. */
const exactSample = previewMappingResult.shape.samples.element.extend({ output: z.unknown() });

export class MappingFeedbackRequestDto extends createZodDto(mappingFeedbackRequest) {}
export class MappingFeedbackResultDto extends createZodDto(mappingFeedbackResult) {}
export class SuggestMappingsRequestDto extends createZodDto(suggestMappingsRequest) {}
export class SuggestMappingsResultDto extends createZodDto(suggestMappingsResult) {}
export class PreviewMappingRequestDto extends createZodDto(previewMappingRequest) {}
export class PreviewMappingResultDto extends createZodDto(
  previewMappingResult.extend({ samples: z.array(exactSample) }),
) {}
