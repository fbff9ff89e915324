import * as contracts from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class ServiceAccountDto extends createZodDto(contracts.serviceAccount) {}
export class ServiceAccountPageDto extends createZodDto(contracts.pageOf(contracts.serviceAccount)) {}
export class ServiceAccountParamsDto extends createZodDto(z.object({ id: contracts.uuid })) {}
export class CreateServiceAccountDto extends createZodDto(contracts.createServiceAccountRequest) {}
export class UpdateServiceAccountDto extends createZodDto(contracts.updateServiceAccountRequest) {}
export class CreateServiceAccountKeyDto extends createZodDto(contracts.createServiceAccountKeyRequest) {}
export class CreatedServiceAccountKeyDto extends createZodDto(contracts.createdApiKey) {}
