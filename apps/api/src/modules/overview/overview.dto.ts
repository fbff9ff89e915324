import { environmentKey, overview } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class OverviewQueryDto extends createZodDto(z.object({ environment: environmentKey.default('sandbox') })) {}
export class OverviewDto extends createZodDto(overview) {}
