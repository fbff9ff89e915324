import { Injectable } from '@nestjs/common';
import type { AuditVerification, AuditVerificationQuery } from '@penstock/contracts';
import { UnitOfWork, verifyAuditLog } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';

@Injectable()
export class VerifyAuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Reads the whole log, and compares it with its end as it was noted down at an earlier time. */
  async execute(ctx: RequestContext, { number, hash }: AuditVerificationQuery): Promise<AuditVerification> {
    const noted = number === undefined || hash === undefined ? undefined : { number, hash };
    const store = this.unitOfWork.read(ctx);
    // The store puts the organisation first by itself.
    const verdict = await verifyAuditLog({ query: (sql, [, ...values]) => store.query(sql, values) }, ctx.organizationId, noted);
    return { ...verdict, findings: verdict.findings.map((finding) => ({ ...finding })) };
  }
}
