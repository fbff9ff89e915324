import { notRun, scenarios } from '../scenarios/plan';
import type { Scenario } from '../scenarios/scenario';

/** What is said below the table: how large each row was beside what the plan asks for, and what was not run. */
export const SIZES = '## Sizes';

/** @param ran events of each row of the table, by its number; a row that is missing there has not been run. */
export function sizesText(ran: ReadonlyMap<string, number>): string[] {
  const isWhole = ({ planned, orders }: Scenario): boolean => planned !== undefined && orders >= planned;
  const inPlan = scenarios.filter(({ planned }) => planned !== undefined);
  const whole = inPlan.filter(isWhole).map(({ number }) => number);
  return [
    SIZES,
    '',
    'Events the plan asks for, events of `npm run test:faults` without `--bounded`, and events of the run in the table above. A factor says how many times smaller than the plan that is.',
    `The plan’s own size exists for ${whole.join(', ')}; the other rows are scaled here: a machine that has two cores for sender, remotes, Postgres and platform would need hours for them.`,
    '',
    '| # | plan | `test:faults` | this table | also different |',
    '|---|---|---|---|---|',
    ...scenarios.map((scenario) => sizeRow(scenario, ran.get(scenario.number))),
    '',
    '## Not run here',
    '',
    ...notRun.map(([number, title, why]) => `- ${number}, ${title}: ${why}.`),
    '',
  ];
}

function sizeRow(scenario: Scenario, ran: number | undefined): string {
  const { number, planned, orders, differs } = scenario;
  const cells = [number, planned === undefined ? 'not in the plan' : count(planned), sized(orders, planned), ran === undefined ? '**not run**' : sized(ran, planned), differs ?? ''];
  return `| ${cells.join(' | ')} |`;
}

function sized(events: number, planned: number | undefined): string {
  if (planned === undefined) return count(events);
  return events >= planned ? `${count(events)}, full size` : `${count(events)}, ÷ ${factor(planned / events)}`;
}

const factor = (quotient: number): string => (quotient < 10 ? quotient.toFixed(1).replace(/\.0$/, '') : count(Math.round(quotient)));
const count = (events: number): string => events.toLocaleString('en-US');
