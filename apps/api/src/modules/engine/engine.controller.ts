import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, everyone } from '../../platform/auth/roles';
import { RestoreGuardDto, ResumeSendingDto } from './engine.dto';
import { ReadRestoreGuard } from './use-cases/read-restore-guard';
import { ResumeSending } from './use-cases/resume-sending';

@Controller('api/v1/engine')
export class EngineController {
  constructor(
    private readonly readRestoreGuard: ReadRestoreGuard,
    private readonly resumeSending: ResumeSending,
  ) {}

  @Get('restore-guard')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: RestoreGuardDto })
  readGuard() {
    return this.readRestoreGuard.execute();
  }

  @Post('restore-guard/resume')
  @HttpCode(200)
  @Allow(administrators)
  @ZodResponse({ status: 200, type: RestoreGuardDto })
  resume(@Context() ctx: RequestContext, @Body() body: ResumeSendingDto) {
    return this.resumeSending.execute(ctx, body);
  }
}
