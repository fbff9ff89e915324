import { auditFilter, auditLogEntry, auditQuery, auditVerification, auditVerificationQuery, pageOf } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class AuditQueryDto extends createZodDto(auditQuery) {}
export class AuditFilterDto extends createZodDto(auditFilter) {}
export class AuditLogPageDto extends createZodDto(pageOf(auditLogEntry)) {}
export class AuditVerificationQueryDto extends createZodDto(auditVerificationQuery) {}
export class AuditVerificationDto extends createZodDto(auditVerification) {}
