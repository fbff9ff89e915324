import type { FieldReading } from '../read-field';
import type { ProposedSteps } from './transform-proposal';

/** A text longer than the target takes, and the last digits of a masked number. */
export function textSteps(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  const { length } = target.type;
  if (source.cardData === 'masked' && length === 4)
    return { steps: [{ op: 'right', args: { length: 4 } }], summary: 'keeps the last four digits' };
  const longest = Math.max(0, ...source.samples.map((sample) => sample.length), source.type.length ?? 0);
  if (length === undefined || longest <= length || target.kind === 'id' || target.type.family !== 'text')
    return undefined;
  return { steps: [{ op: 'left', args: { length } }], summary: `cuts the text to ${length} characters` };
}
