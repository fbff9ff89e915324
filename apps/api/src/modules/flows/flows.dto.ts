import {
  createFlowRequest,
  createVersionRequest,
  draft,
  flowPresence,
  flowPresenceRequest,
  flowDiff,
  flowDiffQuery,
  flowSummary,
  flowVersion,
  flowVersionDetail,
  pageOf,
  pageQuery,
  saveDraftRequest,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class FlowParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class FlowVersionParamsDto extends createZodDto(z.object({ id: uuid, number: z.coerce.number().int().min(1) })) {}
export class FlowPageQueryDto extends createZodDto(pageQuery) {}
export class CreateFlowRequestDto extends createZodDto(createFlowRequest) {}
export class SaveDraftRequestDto extends createZodDto(saveDraftRequest) {}
export class CreateVersionRequestDto extends createZodDto(createVersionRequest) {}
export class FlowSummaryDto extends createZodDto(flowSummary) {}
export class FlowSummaryPageDto extends createZodDto(pageOf(flowSummary)) {}
export class FlowPresenceRequestDto extends createZodDto(flowPresenceRequest) {}
export class FlowPresenceDto extends createZodDto(flowPresence) {}
export class DraftDto extends createZodDto(draft) {}
export class FlowVersionDto extends createZodDto(flowVersion) {}
export class FlowVersionPageDto extends createZodDto(pageOf(flowVersion)) {}
export class FlowVersionDetailDto extends createZodDto(flowVersionDetail) {}
export class FlowDiffQueryDto extends createZodDto(flowDiffQuery) {}
export class FlowDiffDto extends createZodDto(flowDiff) {}
