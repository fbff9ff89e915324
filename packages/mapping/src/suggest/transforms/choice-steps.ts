import type { ValueTable } from '../../document';
import type { FieldReading } from '../read-field';
import type { ProposedSteps } from './transform-proposal';

const tableName = ({ parts }: FieldReading): string => (parts.at(-1)?.name ?? 'values').slice(0, 60);
const mostRows = 100;

/** Yes/no written another way, or a choice whose words differ between the two sides. */
export function choiceSteps(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  if (isFlag(source) && isYesNo(target))
    return { steps: [{ op: 'flag', args: {} }], summary: 'writes yes as Y and no as N' };
  if (source.format === 'yes-no' && target.type.family === 'boolean')
    return { steps: [{ op: 'flag', args: { yes: true, no: false } }], summary: 'reads Y and N as yes and no' };
  return tableSteps(source, target);
}

const isFlag = ({ type, format }: FieldReading): boolean => type.family === 'boolean' || format === 'boolean';
const isYesNo = ({ type, format, kind, field }: FieldReading): boolean =>
  type.family === 'text' &&
  (format === 'yes-no' || type.length === 1 || (kind === 'flag' && /flag|_yn$/i.test(field.path)));

function tableSteps(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  const [from, to] = [choicesOf(source), choicesOf(target)];
  if (from.length === 0 || to.length === 0 || from.every((choice) => to.includes(choice))) return undefined;
  const byLetters = new Map(to.map((choice) => [plain(choice), choice]));
  const table: ValueTable = {
    rows: from
      .slice(0, mostRows)
      .map((choice): [string, string | null] => [choice, byLetters.get(plain(choice)) ?? null]),
    ignoreCase: true,
    unmatched: 'error',
  };
  const name = tableName(target);
  return {
    steps: [{ op: 'valueTable', args: { table: name } }],
    tables: Object.fromEntries([[name, table]]),
    summary: 'looks each value up in a table; fill in the empty rows',
  };
}

/** Listed choices; several samples of a status or type count as its choices. */
function choicesOf({ field, kind, samples }: FieldReading): readonly string[] {
  if (field.choices) return field.choices.filter((choice) => typeof choice === 'string');
  return kind === 'enum' && samples.length > 1 ? [...new Set(samples)] : [];
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
