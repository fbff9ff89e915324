import { apiKey, createApiKeyRequest, createdApiKey, pageOf, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class CreateApiKeyDto extends createZodDto(createApiKeyRequest) {}
export class CreatedApiKeyDto extends createZodDto(createdApiKey) {}
export class ApiKeyPageDto extends createZodDto(pageOf(apiKey)) {}
export class ApiKeyParamsDto extends createZodDto(z.object({ id: uuid })) {}
