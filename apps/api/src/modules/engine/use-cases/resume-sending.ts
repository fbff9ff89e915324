import { Injectable } from '@nestjs/common';
import type { RestoreGuardView, ResumeSendingRequest } from '@penstock/contracts';
import { resumeSending, UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { EngineError } from '../engine.errors';
import { ReadRestoreGuard } from './read-restore-guard';

@Injectable()
export class ResumeSending {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readRestoreGuard: ReadRestoreGuard,
  ) {}

  /** Every engine process notices within seconds. Compare-and-set: of two people, one resumes. */
  async execute(ctx: RequestContext, { reason }: ResumeSendingRequest): Promise<RestoreGuardView> {
    const resumed = await this.unitOfWork.installation(resumeSending, [ctx.actor.name, reason]);
    if (!resumed) {
      throw new EngineError('SENDING_NOT_HELD', 'Sending is not held: nothing was restored, or somebody has resumed already. Nothing was changed. Reload the page.');
    }
    return this.readRestoreGuard.execute();
  }
}
