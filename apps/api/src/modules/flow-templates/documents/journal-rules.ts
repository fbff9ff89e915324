import type { MappingRule, StepCall } from '@penstock/mapping';
import { constant, pipe } from '../../../demo/flows/rules';

/** Where the company's day begins; an accounting period is that of the company, not that of the server. */
const COMPANY_ZONE = 'America/New_York';
const companyDay: StepCall = { op: 'formatDate', args: { format: 'YYYY-MM-DD', zone: COMPANY_ZONE } };

/** Period and year that a moment falls into, in the company's time zone. */
export const periodOf = (path: string): MappingRule[] => [
  pipe('period', [path], [companyDay, { op: 'substring', args: { start: 6, length: 2 } }]),
  pipe('yearForPeriod', [path], [companyDay, { op: 'left', args: { length: 4 } }]),
];

export const words = (target: string, path: string, text: string): MappingRule => pipe(target, [path], [{ op: 'template', args: { text } }]);

interface Transfer {
  readonly debit: string;
  readonly credit: string;
  /** Path of the amount. */
  readonly amount: string;
}

/** Two lines that come to nothing together. */
export const balancedLines = ({ debit, credit, amount }: Transfer): MappingRule[] => [
  constant('lines[0].accountNumber', debit),
  pipe('lines[0].amount', [amount], [{ op: 'toDecimal', args: {} }, { op: 'toText', args: {} }]),
  constant('lines[1].accountNumber', credit),
  pipe('lines[1].amount', [amount], [
    { op: 'toDecimal', args: {} },
    { op: 'negate', args: {} },
    { op: 'toText', args: {} },
  ]),
];

/** Prophet 21 keeps four decimals; cards are charged in cents. */
export const cents: readonly StepCall[] = [
  { op: 'toDecimal', args: {} },
  { op: 'round', args: { scale: 2 } },
  { op: 'toText', args: {} },
];
