import { effect, pageOf, run, runContext, runQuery, runStep, runStepItem, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { exactConditionLine } from './exact-condition-line';

/**
 * Recorded values pass as they are: they hold exact decimals, which a JSON schema would refuse and a JS number would
 * round. The reply serializer writes them digit by digit.
 */
const exactValues = {
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  why: z.array(exactConditionLine).optional(),
};
const exactLoop = z.object({ count: z.int(), failed: z.int(), shown: z.array(runStepItem.extend(exactValues)) });
const exactRunStep = runStep.extend({ ...exactValues, loop: exactLoop.optional() });

export class RunParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class RunQueryDto extends createZodDto(runQuery) {}
export class RunDto extends createZodDto(run) {}
export class RunContextDto extends createZodDto(runContext) {}
export class RunPageDto extends createZodDto(pageOf(run)) {}
export class RunStepPageDto extends createZodDto(pageOf(exactRunStep)) {}
export class EffectPageDto extends createZodDto(pageOf(effect)) {}
