import type { FieldReading } from '../read-field';
import type { ProposedSteps } from './transform-proposal';

const numberFormats = new Set(['money', 'decimal', 'whole-number']);

/** A number that comes as text, or goes as one; more digits after the point than the target takes. */
export function numberSteps(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  const [from, to] = [source.type.family, target.type.family];
  if (from === 'text' && to === 'number') {
    if (target.kind === 'id' && source.format !== 'whole-number') return undefined;
    const grouped = source.samples.some((sample) => sample.includes(','));
    if (source.samples.some((sample) => sample.startsWith('$'))) return undefined;
    return target.type.isWhole === true
      ? { steps: [{ op: 'toInteger', args: {} }], summary: 'reads the text as a whole number' }
      : {
          steps: [{ op: 'toDecimal', args: grouped ? { groupSeparator: ',' } : {} }],
          summary: 'reads the text as an exact number',
        };
  }
  if (from === 'number' && to === 'text')
    return { steps: [{ op: 'toText', args: {} }], summary: 'writes the number as text' };
  const isAmountText =
    target.format !== undefined &&
    numberFormats.has(target.format) &&
    to === 'number' &&
    from === 'unknown' &&
    source.format === 'money';
  return isAmountText
    ? { steps: [{ op: 'toDecimal', args: {} }], summary: 'reads the text as an exact number' }
    : undefined;
}
