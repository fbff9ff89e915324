import { restoreGuard, resumeSendingRequest } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class RestoreGuardDto extends createZodDto(restoreGuard) {}
export class ResumeSendingDto extends createZodDto(resumeSendingRequest) {}
