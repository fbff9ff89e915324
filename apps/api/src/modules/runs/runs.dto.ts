import { effect, pageOf, run, runContext, runQuery, runStep, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/**
 * Recorded values pass as they are: they hold exact decimals, which a JSON schema would refuse and a JS number would
 * round. The reply serializer writes them digit by digit.
 */
const exactRunStep = runStep.extend({ input: z.unknown().optional(), output: z.unknown().optional() });

export class RunParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class RunQueryDto extends createZodDto(runQuery) {}
export class RunDto extends createZodDto(run) {}
export class RunContextDto extends createZodDto(runContext) {}
export class RunPageDto extends createZodDto(pageOf(run)) {}
export class RunStepPageDto extends createZodDto(pageOf(exactRunStep)) {}
export class EffectPageDto extends createZodDto(pageOf(effect)) {}
