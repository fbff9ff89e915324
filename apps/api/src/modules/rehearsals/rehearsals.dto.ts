import {
  dryRunRequest,
  dryRunResult,
  effectDifference,
  fieldDifference,
  plannedEffect,
  rehearsedStep,
  replayPreview,
  replayPreviewRequest,
  runComparison,
  shadowedRun,
  shadowRunRequest,
  shadowRunResult,
  stepDifference,
  uuid,
} from '@penstock/contracts';
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
const exactField = fieldDifference.extend({ before: exact.optional(), after: exact.optional() });
const exactEffects = z.array(effectDifference.extend({ fields: z.array(exactField) }));
const exactShadows = shadowRunResult.extend({ runs: z.array(shadowedRun.extend({ effects: exactEffects })) });
const exactComparison = runComparison.extend({
  payload: z.array(exactField),
  steps: z.array(stepDifference.extend({ input: z.array(exactField), output: z.array(exactField) })),
  effects: exactEffects,
});

export class IdParamsDto extends createZodDto(z.object({ id: uuid })) {}
export class RunPairParamsDto extends createZodDto(z.object({ id: uuid, otherId: uuid })) {}
export class DryRunRequestDto extends createZodDto(dryRunRequest) {}
export class DryRunResultDto extends createZodDto(exactDryRun) {}
export class ShadowRunRequestDto extends createZodDto(shadowRunRequest) {}
export class ShadowRunResultDto extends createZodDto(exactShadows) {}
export class RunComparisonDto extends createZodDto(exactComparison) {}
export class ReplayPreviewRequestDto extends createZodDto(replayPreviewRequest) {}
export class ReplayPreviewDto extends createZodDto(replayPreview) {}
