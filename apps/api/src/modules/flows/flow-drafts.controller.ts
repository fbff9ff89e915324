import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import * as dto from './flows.dto';
import { ReadDraft } from './use-cases/read-draft';
import { SaveDraft } from './use-cases/save-draft';

@Controller('api/v1/flows/:id/draft')
export class FlowDraftsController {
  constructor(
    private readonly readDraft: ReadDraft,
    private readonly saveDraft: SaveDraft,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.DraftDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto) {
    return this.readDraft.execute(ctx, id);
  }

  @Put()
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.DraftDto })
  save(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto, @Body() body: dto.SaveDraftRequestDto) {
    return this.saveDraft.execute(ctx, { ...body, flowId: id });
  }
}
