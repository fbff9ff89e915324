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

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** @throws PenstockError whose message is for the person at the terminal. */
  run(words: readonly string[], surroundings: Surroundings): Promise<void>;
}

/** The command line itself is not understood. */
export class UsageError extends PenstockError<'USAGE'> {}

export function onlyWord(words: readonly string[], usage: string): string {
  const [word, ...others] = words;
  if (word && others.length === 0 && !word.startsWith('-')) return word;
  throw new UsageError('USAGE', `Usage: penstock ${usage}`);
}
