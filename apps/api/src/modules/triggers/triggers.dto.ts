import {
  backfill,
  backfillRequest,
  pageOf,
  pageQuery,
  schedulePreview,
  schedulePreviewRequest,
  startRequest,
  startResult,
  syncRecordRequest,
  syncRecordResult,
  triggerState,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class DeploymentParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class BackfillParamsDto extends createZodDto(z.object({ id: uuid, backfillId: uuid })) {}
export class BackfillQueryDto extends createZodDto(pageQuery) {}
export class StartRequestDto extends createZodDto(startRequest) {}
export class StartResultDto extends createZodDto(startResult) {}
export class BackfillRequestDto extends createZodDto(backfillRequest) {}
export class BackfillDto extends createZodDto(backfill) {}
export class BackfillPageDto extends createZodDto(pageOf(backfill)) {}
export class SyncRecordRequestDto extends createZodDto(syncRecordRequest) {}
export class SyncRecordResultDto extends createZodDto(syncRecordResult) {}
export class TriggerStateDto extends createZodDto(triggerState) {}
export class SchedulePreviewRequestDto extends createZodDto(schedulePreviewRequest) {}
export class SchedulePreviewDto extends createZodDto(schedulePreview) {}
