import { CompileFailure } from '../../problems';
import { isWord, parsePattern, type Pattern } from './pattern';

/**
 * A regular expression that is matched by walking all its states at once (Thompson's construction, Pike's machine): the
 * time grows with the length of the text times the size of the pattern, whatever the two are. Nothing is tried twice.
 */
export interface Matcher {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** The first match from a position on. */
  exec(text: string, from: number): Found;
  /** States that are looked at for one character. */
  readonly size: number;
}

export interface Found {
  /** Its start, its end, and those of its groups, -1 where a group took no part; undefined when there is no match. */
  readonly at: readonly number[] | undefined;
  /** How many characters were looked at. */
  readonly looked: number;
}

type Instruction =
  | { readonly op: 'set'; readonly matches: (code: number) => boolean }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'edge'; readonly at: 'start' | 'end' | 'word' | 'not-word' }
  | { readonly op: 'match' };

const mostInstructions = 4000;

/** @throws CompileFailure for patterns that are not understood or could not be matched in linear time. */
export function compilePattern(source: string): Matcher {
  const { pattern, groups } = parsePattern(source);
  const program: Instruction[] = [];
  emit({ kind: 'group', index: 0, inner: pattern }, program);
  program.push({ op: 'match' });
  const machine = new Machine(program, 2 * (groups + 1));
  return {
    size: program.length,
    test: (text) => machine.run(text, 0, true).at !== undefined,
    exec: (text, from) => machine.run(text, from, false),
  };
}

function emit(pattern: Pattern, program: Instruction[]): void {
  if (program.length > mostInstructions) {
    throw new CompileFailure(
      'BAD_PATTERN',
      'This pattern is too large with its repetitions written out.',
      'Use smaller repetitions.',
    );
  }
  switch (pattern.kind) {
    case 'empty':
      return;
    case 'set':
      program.push({ op: 'set', matches: pattern.matches });
      return;
    case 'edge':
      program.push({ op: 'edge', at: pattern.at });
      return;
    case 'sequence':
      for (const part of pattern.parts) emit(part, program);
      return;
    case 'choice':
      return emitChoice(pattern.options, program);
    case 'group':
      program.push({ op: 'save', slot: 2 * pattern.index });
      emit(pattern.inner, program);
      program.push({ op: 'save', slot: 2 * pattern.index + 1 });
      return;
    case 'repeat':
      return emitRepeat(pattern, program);
  }
}

function emitChoice(options: readonly Pattern[], program: Instruction[]): void {
  const ends: number[] = [];
  for (const [at, option] of options.entries()) {
    const split = program.length;
    const isLast = at === options.length - 1;
    if (!isLast) program.push({ op: 'jump', to: 0 });
    emit(option, program);
    if (isLast) continue;
    ends.push(program.length);
    program.push({ op: 'jump', to: 0 });
    program[split] = { op: 'split', first: split + 1, second: program.length };
  }
  for (const end of ends) program[end] = { op: 'jump', to: program.length };
}

function emitRepeat({ inner, min, max, greedy }: Extract<Pattern, { kind: 'repeat' }>, program: Instruction[]): void {
  for (let count = 0; count < min; count += 1) emit(inner, program);
  if (max === Infinity) return emitLoop(inner, greedy, program);
  const splits: number[] = [];
  for (let count = min; count < max; count += 1) {
    splits.push(program.length);
    program.push({ op: 'jump', to: 0 });
    emit(inner, program);
  }
  for (const split of splits) program[split] = branch(split + 1, program.length, greedy);
}

function emitLoop(inner: Pattern, greedy: boolean, program: Instruction[]): void {
  const split = program.length;
  program.push({ op: 'jump', to: 0 });
  emit(inner, program);
  program.push({ op: 'jump', to: split });
  program[split] = branch(split + 1, program.length, greedy);
}

const branch = (into: number, past: number, greedy: boolean): Instruction =>
  greedy ? { op: 'split', first: into, second: past } : { op: 'split', first: past, second: into };

interface Thread {
  readonly pc: number;
  readonly saved: readonly number[];
}

interface Place {
  readonly text: string;
  readonly at: number;
  /** By state: the position at which it was reached last. */
  readonly seen: Int32Array;
  readonly into: Thread[];
}

class Machine {
  constructor(
    private readonly program: readonly Instruction[],
    private readonly slots: number,
  ) {}

  /** @param any whether the first match found will do, wherever it ends. */
  run(text: string, from: number, any: boolean): Found {
    let found: readonly number[] | undefined;
    let threads: Thread[] = [];
    const nothing = new Array<number>(this.slots).fill(-1);
    const seen = new Int32Array(this.program.length).fill(-1);
    for (let at = from; ;) {
      const current: Thread[] = [];
      const place: Place = { text, at, seen, into: current };
      for (const thread of threads) this.follow(thread, place);
      if (!found) this.follow({ pc: 0, saved: nothing }, place);
      const code = text.codePointAt(at);
      threads = [];
      for (const { pc, saved } of current) {
        const instruction = this.program[pc] as Instruction;
        if (instruction.op === 'match') {
          found = saved;
          break;
        }
        if (instruction.op === 'set' && code !== undefined && instruction.matches(code))
          threads.push({ pc: pc + 1, saved });
      }
      if (code === undefined || (found && (any || threads.length === 0))) return { at: found, looked: at - from + 1 };
      at += code > 0xffff ? 2 : 1;
    }
  }

  /** All states reached without a character, the preferred ones first. */
  private follow(start: Thread, { text, at, seen, into }: Place): void {
    const pending: Thread[] = [start];
    for (let thread = pending.pop(); thread; thread = pending.pop()) {
      const { pc, saved } = thread;
      if (seen[pc] === at) continue;
      seen[pc] = at;
      const instruction = this.program[pc] as Instruction;
      if (instruction.op === 'jump') pending.push({ pc: instruction.to, saved });
      else if (instruction.op === 'split')
        pending.push({ pc: instruction.second, saved }, { pc: instruction.first, saved });
      else if (instruction.op === 'save') pending.push({ pc: pc + 1, saved: saved.with(instruction.slot, at) });
      else if (instruction.op !== 'edge') into.push(thread);
      else if (holds(instruction.at, text, at)) pending.push({ pc: pc + 1, saved });
    }
  }
}

function holds(edge: 'start' | 'end' | 'word' | 'not-word', text: string, at: number): boolean {
  if (edge === 'start') return at === 0;
  if (edge === 'end') return at === text.length;
  const isBetween = isWordAt(text, at - 1) !== isWordAt(text, at);
  return edge === 'word' ? isBetween : !isBetween;
}

const isWordAt = (text: string, at: number): boolean => at >= 0 && at < text.length && isWord(text.charCodeAt(at));
