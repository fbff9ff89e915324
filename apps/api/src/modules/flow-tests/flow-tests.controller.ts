import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowWherever, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import * as dto from './flow-tests.dto';
import { RunFlowTests } from './use-cases/run-flow-tests';
import { SaveRunAsTest } from './use-cases/save-run-as-test';

@Controller('api/v1')
export class FlowTestsController {
  constructor(
    private readonly runTests: RunFlowTests,
    private readonly saveRunAsTest: SaveRunAsTest,
  ) {}

  /** Writes nothing; it is a post because a document is no part of an address. */
  @Post('flows/:id/tests/run')
  @HttpCode(200)
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowTestsResultDto })
  run(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.RunFlowTestsRequestDto) {
    return this.runTests.execute(ctx, id, body);
  }

  @Post('runs/:id/save-as-test')
  @AllowWherever(designers)
  @ZodResponse({ status: 201, type: dto.SavedTestDto })
  save(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.SaveAsTestRequestDto) {
    return this.saveRunAsTest.execute(ctx, { ...body, runId: id });
  }
}
