import { ApiProblem, ApiUnreachable } from '@penstock/api-client';
import { PenstockError, stringifyJson, type Json } from '@penstock/kernel';
import { serverUrl } from './api';
import { CliProblem, UsageError, type Answer, type Command, type Surroundings } from './command';
import { commands } from './commands';
import { exitCodeOf, exitCodes } from './exit-codes';
import { helpOf, overviewOf } from './help';
import { parseCall } from './parse-call';

/** Runs one command; answers its exit code: see `exitCodes`. */
export async function runPenstock(surroundings: Surroundings): Promise<number> {
  const { words, say } = surroundings;
  const command = commandIn(words);
  if (!command) return withoutCommand(surroundings);
  if (words.includes('--help')) {
    helpOf(command).forEach(say);
    return exitCodes.done;
  }
  const wantsJson = words.includes('--json');
  try {
    const answer = await command.run(parseCall(command, words.slice(command.name.split(' ').length), surroundings));
    print(answer, { wantsJson, say });
    return answer.isProblem ? exitCodes.problem : exitCodes.done;
  } catch (error) {
    if (!(error instanceof PenstockError)) throw error;
    const lines = wantsJson ? [JSON.stringify(problemOf(error))] : wordsFor(error, { command, surroundings });
    lines.forEach(surroundings.complain);
    return exitCodeOf(error);
  }
}

/** The longest name the words begin with. */
const commandIn = (words: readonly string[]): Command | undefined =>
  commands.filter(({ name }) => words.slice(0, name.split(' ').length).join(' ') === name).sort((a, b) => b.name.length - a.name.length)[0];

function withoutCommand({ words, say, complain }: Surroundings): number {
  const [word] = words;
  const ofGroup = commands.filter(({ name }) => name.startsWith(`${word} `));
  if (word === 'help' || word === '--help' || (ofGroup.length > 0 && words.includes('--help'))) {
    overviewOf(ofGroup.length > 0 ? ofGroup : commands).forEach(say);
    return exitCodes.done;
  }
  if (word !== undefined && ofGroup.length === 0) complain(`There is no command “${words.join(' ')}”.`);
  overviewOf(ofGroup.length > 0 ? ofGroup : commands).forEach(complain);
  return exitCodes.usage;
}

function print({ data, lines }: Answer, { wantsJson, say }: { readonly wantsJson: boolean; readonly say: (line: string) => void }): void {
  if (wantsJson) say(stringifyJson(data as Json));
  else lines.forEach(say);
}

function wordsFor(error: PenstockError, { command, surroundings }: { readonly command: Command; readonly surroundings: Surroundings }): string[] {
  if (error instanceof UsageError) return [error.message, ...helpOf(command)];
  if (error instanceof ApiUnreachable && error.code === 'API_UNREACHABLE') {
    return [`Penstock does not answer at ${serverUrl(surroundings)}. Nothing was changed by this command as far as it could tell.`, 'Start it, or correct PENSTOCK_URL.'];
  }
  if (!(error instanceof ApiProblem)) return [error.message];
  const wait = error.retryAfterSeconds === undefined ? [] : [`Try again in ${error.retryAfterSeconds} s.`];
  const issues = error.issues.map(({ path, stepId, field, message, fix }) => `  ${[stepId, field ?? path].filter(Boolean).join(' ')}: ${message}${fix ? ` ${fix}` : ''}`);
  return [error.message, ...issues, ...wait];
}

function problemOf(error: PenstockError): object {
  if (error instanceof ApiProblem) return error.problem;
  return { code: error.code, detail: error.message, ...(error instanceof CliProblem && error.details.data !== undefined && { data: error.details.data }) };
}
