import { dryRunRequest, dryRunResult, plannedEffect, rehearsedStep, uuid } from '@penstock/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Recorded values pass as they are: exact decimals, which a JSON schema would refuse. */
const exact = z.unknown();
const exactStep = rehearsedStep.extend({ input: exact.optional(), output: exact.optional() });
const exactDryRun = dryRunResult.extend({
  steps: z.array(exactStep),
  effects: z.array(plannedEffect.extend({ request: exact })),
  response: exact.optional(),
});

export class IdParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class DryRunRequestDto extends createZodDto(dryRunRequest) {}
export class DryRunResultDto extends createZodDto(exactDryRun) {}
