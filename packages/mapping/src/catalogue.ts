import { z } from 'zod';
import { choiceSteps } from './steps/choice-steps';
import { dateSteps } from './steps/date-steps';
import { listSteps } from './steps/list-steps';
import { numberSteps } from './steps/number-steps';
import type { StepDefinition } from './steps/step-definition';
import { textSteps } from './steps/text-steps';
import type { JsonSchema } from './json-schema';

/** Every step a pipe may use, in the order menus show them. A closed list: mappings bring no code of their own. */
export const stepCatalogue: readonly StepDefinition[] = [
  ...textSteps,
  ...numberSteps,
  ...dateSteps,
  ...listSteps,
  ...choiceSteps,
];

const byOp = new Map(stepCatalogue.map((step) => [step.op, step]));

export function findStep(op: string): StepDefinition | undefined {
  return byOp.get(op);
}

/** The arguments of a step as JSON Schema, for generated forms. */
export function stepArgsSchema(step: StepDefinition): JsonSchema {
  return z.toJSONSchema(step.args, { io: 'input' }) as JsonSchema;
}
