import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, starters } from '../../platform/auth/roles';
import * as dto from './triggers.dto';
import { AbortBackfill } from './use-cases/abort-backfill';
import { ListBackfills } from './use-cases/list-backfills';
import { OpenBackfill } from './use-cases/open-backfill';
import { ReadTriggerState } from './use-cases/read-trigger-state';
import { StartFlow } from './use-cases/start-flow';
import { SyncRecord } from './use-cases/sync-record';

@Controller('api/v1/deployments/:id')
export class TriggersController {
  constructor(
    private readonly startFlow: StartFlow,
    private readonly openBackfill: OpenBackfill,
    private readonly listBackfills: ListBackfills,
    private readonly abortBackfill: AbortBackfill,
    private readonly syncRecord: SyncRecord,
    private readonly readTriggerState: ReadTriggerState,
  ) {}

  @Post('start')
  @AllowThere(starters)
  @ZodResponse({ status: 201, type: dto.StartResultDto })
  start(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto, @Body() { payload, key }: dto.StartRequestDto, @Headers('idempotency-key') header?: string) {
    return this.startFlow.execute(ctx, id, { payload, key: key ?? header });
  }

  @Post('backfills')
  @AllowThere(starters)
  @ZodResponse({ status: 201, type: dto.BackfillDto })
  backfill(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto, @Body() body: dto.BackfillRequestDto) {
    return this.openBackfill.execute(ctx, id, body);
  }

  @Get('backfills')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.BackfillPageDto })
  backfills(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto, @Query() query: dto.BackfillQueryDto) {
    return this.listBackfills.execute(ctx, id, query);
  }

  @Post('backfills/:backfillId/abort')
  @AllowThere(starters)
  @HttpCode(200)
  @ZodResponse({ status: 200, type: dto.BackfillDto })
  abort(@Context() ctx: RequestContext, @Param() { id, backfillId }: dto.BackfillParamsDto) {
    return this.abortBackfill.execute(ctx, id, backfillId);
  }

  @Post('sync-record')
  @AllowThere(starters)
  @HttpCode(200)
  @ZodResponse({ status: 200, type: dto.SyncRecordResultDto })
  sync(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto, @Body() body: dto.SyncRecordRequestDto) {
    return this.syncRecord.execute(ctx, id, body.id);
  }

  @Get('trigger-state')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.TriggerStateDto })
  state(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto) {
    return this.readTriggerState.execute(ctx, id);
  }
}
