import { Module } from '@nestjs/common';
import { AuditLogController } from './audit-log.controller';
import { AuditReads } from './audit-reads';
import { ExportAuditLog } from './use-cases/export-audit-log';
import { VerifyAuditLog } from './use-cases/verify-audit-log';

@Module({ controllers: [AuditLogController], providers: [AuditReads, ExportAuditLog, VerifyAuditLog] })
export class AuditLogModule {}
