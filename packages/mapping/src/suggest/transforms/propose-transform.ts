import type { FieldReading } from '../read-field';
import { dateSteps } from './date-steps';
import { numberSteps } from './number-steps';
import { sourcesTogether } from './several-sources';
import { choiceSteps } from './choice-steps';
import { textSteps } from './text-steps';
import type { TransformProposal } from './transform-proposal';

/** Undefined where the value can be copied as it is. */
export function proposeTransform(
  source: FieldReading,
  target: FieldReading,
  sources: readonly FieldReading[],
): TransformProposal | undefined {
  const together = sourcesTogether(source, target, sources);
  if (together) return together;
  const made =
    dateSteps(source, target) ??
    choiceSteps(source, target) ??
    numberSteps(source, target) ??
    textSteps(source, target);
  return made && { from: [{ path: source.field.path }], ...made };
}
