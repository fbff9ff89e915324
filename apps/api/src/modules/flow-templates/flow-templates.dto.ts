import { flowTemplate, pageOf } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class FlowTemplatePageDto extends createZodDto(pageOf(flowTemplate)) {}
