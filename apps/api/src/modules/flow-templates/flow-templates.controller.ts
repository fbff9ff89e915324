import { Controller, Get } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../platform/auth/access.decorators';
import { everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { FlowTemplatePageDto } from './flow-templates.dto';
import { ListFlowTemplates } from './use-cases/list-flow-templates';

@Controller('api/v1/flow-templates')
export class FlowTemplatesController {
  constructor(private readonly listFlowTemplates: ListFlowTemplates) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: FlowTemplatePageDto })
  list() {
    return wholePage(this.listFlowTemplates.execute());
  }
}
