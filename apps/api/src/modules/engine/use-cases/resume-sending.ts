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
    await this.unitOfWork.run(ctx, async (store) => {
      // TypeORM answers an update with its rows and their number.
      const [, count] = (await store.statements.query(resumeSending, [ctx.actor.name, reason])) as [unknown, number];
      if (count === 0) throw notHeld();
      store.record({ action: 'sending.resumed', object: { kind: 'installation', id: '' }, details: { reason } });
    });
    return this.readRestoreGuard.execute();
  }
}

const notHeld = (): EngineError =>
  new EngineError('SENDING_NOT_HELD', 'Sending is not held: nothing was restored, or somebody has resumed already. Nothing was changed. Reload the page.');
