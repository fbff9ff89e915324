import type { Command, Option } from './command';
import { commonOptions } from './parse-call';

const surroundingsHelp = [
  'The server is PENSTOCK_URL (default http://127.0.0.1:4000), the API key PENSTOCK_API_KEY.',
  'Exit codes: 0 done, 1 a problem, 2 wrong usage, 3 not reachable, 4 not allowed, 5 conflict.',
];

export function overviewOf(commands: readonly Command[]): string[] {
  const calls = commands.map((command) => [callOf(command), command.summary] as const);
  return ['Usage: penstock <command> [options]', '', ...columns(calls), '', 'penstock <command> --help tells the options of a command.', ...surroundingsHelp];
}

export function helpOf(command: Command): string[] {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, option]) => [optionOf(name, option), option.says] as const);
  return [`Usage: penstock ${callOf(command)} [options]`, '', `  ${command.summary}`, '', ...columns(options), '', ...surroundingsHelp];
}

export const callOf = ({ name, takes }: Command): string => `${name} ${takes}`.trim();
const optionOf = (name: string, { takes, isList }: Option): string => `--${name}${takes === undefined ? '' : ` <${takes}>`}${isList ? ' …' : ''}`;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
