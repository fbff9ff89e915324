import {
  createReferenceTableRequest,
  pageOf,
  referenceTable,
  referenceTableQuery,
  referenceTableSummary,
  referenceTableVersion,
  referenceTableVersionDetail,
  saveReferenceTableRequest,
  uuid,
} from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class TableParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class TableVersionParamsDto extends createZodDto(z.object({ id: uuid, number: z.coerce.number().int().min(1) })) {}
export class TableQueryDto extends createZodDto(referenceTableQuery) {}
export class CreateTableRequestDto extends createZodDto(createReferenceTableRequest) {}
export class SaveTableRequestDto extends createZodDto(saveReferenceTableRequest) {}
export class TableDto extends createZodDto(referenceTable) {}
export class TablePageDto extends createZodDto(pageOf(referenceTableSummary)) {}
export class TableVersionPageDto extends createZodDto(pageOf(referenceTableVersion)) {}
export class TableVersionDto extends createZodDto(referenceTableVersionDetail) {}
