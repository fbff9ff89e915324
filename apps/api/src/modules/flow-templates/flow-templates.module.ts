import { Module } from '@nestjs/common';
import { FlowTemplatesController } from './flow-templates.controller';
import { ListFlowTemplates } from './use-cases/list-flow-templates';

@Module({ controllers: [FlowTemplatesController], providers: [ListFlowTemplates] })
export class FlowTemplatesModule {}
