import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class SchemaFindingDto extends createZodDto(contracts.schemaFinding) {}
export class SchemaFindingPageDto extends createZodDto(contracts.pageOf(contracts.schemaFinding)) {}
export class SchemaFindingQueryDto extends createZodDto(contracts.schemaFindingQuery) {}
export class SchemaFindingParamsDto extends createZodDto(z.object({ id: contracts.uuid })) {}
export class AcknowledgeFindingDto extends createZodDto(contracts.acknowledgeFindingRequest) {}
export class SnoozeFindingDto extends createZodDto(contracts.snoozeFindingRequest) {}
export class SchemaCheckDto extends createZodDto(contracts.schemaCheck) {}
export class SchemaCheckPageDto extends createZodDto(contracts.pageOf(contracts.schemaCheck)) {}
export class RequestSchemaCheckDto extends createZodDto(contracts.requestSchemaCheckRequest) {}
