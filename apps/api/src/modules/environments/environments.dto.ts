import { environment, pageOf } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';

export class EnvironmentPageDto extends createZodDto(pageOf(environment)) {}
