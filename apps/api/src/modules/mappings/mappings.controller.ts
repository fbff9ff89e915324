import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers } from '../../platform/auth/roles';
import * as dto from './mappings.dto';
import { PreviewMapping } from './use-cases/preview-mapping';
import { RememberPairs } from './use-cases/remember-pairs';
import { SuggestMappings } from './use-cases/suggest-mappings';

/** All but feedback write nothing: they are posts only because field lists and records are no part of an address. */
@Controller('api/v1/mappings')
export class MappingsController {
  constructor(
    private readonly suggestMappings: SuggestMappings,
    private readonly previewMapping: PreviewMapping,
    private readonly rememberPairs: RememberPairs,
  ) {}

  @Post('suggest')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.SuggestMappingsResultDto })
  suggest(@Context() ctx: RequestContext, @Body() body: dto.SuggestMappingsRequestDto) {
    return this.suggestMappings.execute(ctx, body);
  }

  @Post('feedback')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.MappingFeedbackResultDto })
  feedback(@Context() ctx: RequestContext, @Body() body: dto.MappingFeedbackRequestDto) {
    return this.rememberPairs.execute(ctx, body);
  }

  @Post('preview')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.PreviewMappingResultDto })
  preview(@Body() body: dto.PreviewMappingRequestDto) {
    return this.previewMapping.execute(body);
  }
}
