import { PenstockError } from '@penstock/kernel';
import { backup } from './commands/backup';
import { restore } from './commands/restore';
import { UsageError, type Command, type Surroundings } from './command';

const commands: readonly Command[] = [backup, restore];

/** Runs one command; answers the exit code: 0 done, 1 refused with a message, 2 not understood. */
export async function runPenstock(surroundings: Surroundings): Promise<number> {
  const [word, ...rest] = surroundings.words;
  if (!word || word === 'help' || word === '--help') {
    surroundings.say(usage());
    return word ? 0 : 2;
  }
  const command = commands.find(({ name }) => name === word);
  try {
    if (!command) throw new UsageError('USAGE', `There is no command “${word}”.\n${usage()}`);
    await command.run(rest, surroundings);
    return 0;
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    surroundings.complain(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function usage(): string {
  const width = Math.max(...commands.map(({ usage: text }) => text.length)) + 2;
  return ['Usage: penstock <command>', ...commands.map(({ usage: text, summary }) => `  ${text.padEnd(width)}${summary}`)].join('\n');
}
