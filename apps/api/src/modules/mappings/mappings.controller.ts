import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../platform/auth/access.decorators';
import { designers } from '../../platform/auth/roles';
import * as dto from './mappings.dto';
import { PreviewMapping } from './use-cases/preview-mapping';
import { SuggestMappings } from './use-cases/suggest-mappings';

/** Posts that write nothing: they are posts only because field lists and records are no part of an address. */
@Controller('api/v1/mappings')
export class MappingsController {
  constructor(
    private readonly suggestMappings: SuggestMappings,
    private readonly previewMapping: PreviewMapping,
  ) {}

  @Post('suggest')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.SuggestMappingsResultDto })
  suggest(@Body() body: dto.SuggestMappingsRequestDto) {
    return this.suggestMappings.execute(body);
  }

  @Post('preview')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.PreviewMappingResultDto })
  preview(@Body() body: dto.PreviewMappingRequestDto) {
    return this.previewMapping.execute(body);
  }
}
