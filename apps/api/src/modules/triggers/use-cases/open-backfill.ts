import { Inject, Injectable } from '@nestjs/common';
import type { Backfill, BackfillRequest } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { BackfillReads } from '../backfill-reads';
import { DeploymentAtHand } from '../deployment-at-hand';
import { unlessRefused } from '../trigger-refusal';
import { TriggerError } from '../triggers.errors';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

@Injectable()
export class OpenBackfill {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly reads: BackfillReads,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Reads a range of time again, in the background. */
  async execute(ctx: RequestContext, deploymentId: string, request: BackfillRequest): Promise<Backfill> {
    const of = await this.deployments.forStarting(ctx, deploymentId);
    const range = { from: Date.parse(request.from), to: Date.parse(request.to) };
    assertUsable(range, this.clock.now());
    const { backfillId } = unlessRefused(await this.host.triggers.backfill(of, { ...range, requestedBy: ctx.actor.name }));
    return this.reads.one(ctx, deploymentId, backfillId);
  }
}

function assertUsable({ from, to }: { readonly from: number; readonly to: number }, now: number): void {
  const problem =
    (from >= to && 'It ends before it begins.') ||
    (from >= now && 'It lies in the future.') ||
    (to - from > LONGEST_DAYS * DAY_MS && `It is longer than ${LONGEST_DAYS} days; read it in parts.`);
  if (problem) throw new TriggerError('BACKFILL_RANGE_INVALID', `This range cannot be read. ${problem} Nothing was started. Choose another range.`);
}
