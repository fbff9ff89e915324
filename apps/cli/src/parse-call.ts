import { parseArgs } from 'node:util';
import { UsageError, type Call, type Command, type Option, type Surroundings } from './command';

/** Every command takes these. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { says: 'print JSON for programs' },
  help: { says: 'print this' },
};

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** @throws UsageError for options the command does not know, or values they need. */
export function parseCall(command: Command, words: readonly string[], surroundings: Surroundings): Call {
  const { values, positionals } = parsed({ ...commonOptions, ...command.options }, words);
  const texts = (option: string): readonly string[] => [values[option] ?? []].flat().map(String);
  return {
    words: positionals,
    // What is said on the way is for people; a program reads the answer alone.
    surroundings: values['json'] === true ? { ...surroundings, say: () => undefined } : surroundings,
    texts,
    text: (option) => texts(option).at(-1),
    isSet: (option) => values[option] === true,
  };
}

function parsed(options: Readonly<Record<string, Option>>, words: readonly string[]): { values: Values; positionals: string[] } {
  const known = Object.entries(options).map(([name, { takes, isList }]) => [name, { type: takes === undefined ? ('boolean' as const) : ('string' as const), multiple: isList === true }] as const);
  try {
    return parseArgs({ args: [...words], options: Object.fromEntries(known), allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
