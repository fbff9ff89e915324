import { PenstockError } from '@penstock/kernel';

/** What a command sees of the world; tests bring their own. */
export interface Surroundings {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths a person types are relative to this. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

export interface Option {
  /** What it takes, e.g. `environment`; absent: a switch that takes nothing. */
  readonly takes?: string;
  /** It may be given more than once. */
  readonly isList?: true;
  readonly says: string;
}

export interface Command {
  /** The words that call it, e.g. `flows pull`. */
  readonly name: string;
  /** Its arguments as help shows them, e.g. `<flow> [file…]`. */
  readonly takes: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, Option>>;
  /** @throws PenstockError whose message is for the person at the terminal. */
  run(call: Call): Promise<Answer>;
}

/** One use of a command, understood. */
export interface Call {
  readonly words: readonly string[];
  readonly surroundings: Surroundings;
  text(option: string): string | undefined;
  texts(option: string): readonly string[];
  isSet(option: string): boolean;
}

/** The same answer for programs and for people. */
export interface Answer {
  readonly data: unknown;
  readonly lines: readonly string[];
  /** What was asked for was found to be wrong: the exit code says so. */
  readonly isProblem?: boolean;
}

/** The command line itself is not understood. */
export class UsageError extends PenstockError<'USAGE'> {
  constructor(message: string) {
    super('USAGE', message);
  }
}

/** A refusal of the command itself, before or beside the server's. */
export class CliProblem extends PenstockError<string> {
  constructor(
    code: string,
    message: string,
    readonly details: { readonly isConflict?: boolean; readonly data?: unknown } = {},
  ) {
    super(code, message);
  }
}

/** @throws UsageError unless exactly one argument was given. */
export function onlyWord({ words }: Call, name: string): string {
  const [word, ...others] = words;
  if (word && others.length === 0) return word;
  throw new UsageError(others.length > 0 ? `Give one ${name} only.` : `Give the ${name}.`);
}

/** @throws UsageError when the option was not given. */
export function needed(call: Call, option: string): string {
  const value = call.text(option);
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`--${option} is needed.`);
}

/** @throws UsageError when the option is given and is no whole number of 1 or more. */
export function wholeNumber(call: Call, option: string): number | undefined {
  const value = call.text(option);
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`--${option} takes a whole number of 1 or more, not “${value}”.`);
}
