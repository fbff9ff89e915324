import { CompileFailure } from '../../problems';

/** A pattern as a tree: what of regular expressions can be matched in time that grows with the text alone. */
export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly matches: (code: number) => boolean }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' | 'word' | 'not-word' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Pattern }
  | {
      readonly kind: 'repeat';
      readonly inner: Pattern;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

export interface ParsedPattern {
  readonly pattern: Pattern;
  readonly groups: number;
}

const longestPattern = 1000;
const deepestPattern = 50;
const mostRepeats = 200;

/**
 * Reads the RE2 subset: characters, `.`, classes, `\d \w \s \b`, groups, `|`, `* + ? {n,m}` with their lazy forms, `^ $`
 * and `(?i)` at the start. Back references and look-around cannot be matched in linear time and are refused.
 * @throws CompileFailure
 */
export function parsePattern(source: string): ParsedPattern {
  if (source.length > longestPattern) throw refused(`a pattern has at most ${longestPattern} characters`);
  const ignoreCase = source.startsWith('(?i)');
  const parser = new PatternParser([...source.slice(ignoreCase ? 4 : 0)], ignoreCase);
  return parser.parse();
}

const refused = (message: string): CompileFailure =>
  new CompileFailure(
    'BAD_PATTERN',
    `This pattern cannot be used: ${message}.`,
    'Use characters, classes such as [A-Z0-9], groups, |, *, +, ? and {n,m}.',
  );

type Matches = (code: number) => boolean;
const isDigit: Matches = (code) => code >= 48 && code <= 57;
export const isWord: Matches = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Matches = (code) => code === 32 || (code >= 9 && code <= 13);
const not =
  (matches: Matches): Matches =>
  (code) =>
    !matches(code);

const classes: Readonly<Record<string, Matches>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

class PatternParser {
  private at = 0;
  private groups = 0;
  private depth = 0;

  constructor(
    private readonly characters: readonly string[],
    private readonly ignoreCase: boolean,
  ) {}

  parse(): ParsedPattern {
    const pattern = this.choice();
    if (this.at < this.characters.length) throw refused('a bracket is closed that was not opened');
    return { pattern, groups: this.groups };
  }

  private choice(): Pattern {
    if (this.depth > deepestPattern) throw refused('it is nested too deeply');
    this.depth += 1;
    const options = [this.sequence()];
    while (this.takes('|')) options.push(this.sequence());
    this.depth -= 1;
    return options.length === 1 ? (options[0] as Pattern) : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.characters.length && this.peek() !== '|' && this.peek() !== ')')
      parts.push(this.repeated(this.atom()));
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'sequence', parts };
  }

  private repeated(inner: Pattern): Pattern {
    const bounds = this.bounds();
    if (!bounds) return inner;
    const greedy = !this.takes('?');
    if (this.peek() === '+' || this.peek() === '*') throw refused('two repetitions stand beside each other');
    return this.repeated({ kind: 'repeat', inner, ...bounds, greedy });
  }

  private bounds(): { readonly min: number; readonly max: number } | undefined {
    if (this.takes('*')) return { min: 0, max: Infinity };
    if (this.takes('+')) return { min: 1, max: Infinity };
    if (this.takes('?')) return { min: 0, max: 1 };
    const match = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.characters.slice(this.at, this.at + 12).join(''));
    if (!match) return undefined;
    this.at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (min > mostRepeats || (max !== Infinity && (max > mostRepeats || max < min)))
      throw refused(`repetitions go up to ${mostRepeats}`);
    return { min, max };
  }

  private atom(): Pattern {
    const character = this.next();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.set(this.characterClass());
      case '.':
        return { kind: 'set', matches: (code) => code !== 10 };
      case '^':
        return { kind: 'edge', at: 'start' };
      case '$':
        return { kind: 'edge', at: 'end' };
      case '\\':
        return this.escaped();
      case '*':
      case '+':
      case '?':
        throw refused(`nothing stands before ${character}`);
      default:
        return this.set(equal(character));
    }
  }

  private group(): Pattern {
    if (this.takes('?')) {
      if (!this.takes(':')) throw refused('look-around and named groups are not known');
      const inner = this.choice();
      this.close();
      return inner;
    }
    const index = (this.groups += 1);
    const inner = this.choice();
    this.close();
    return { kind: 'group', index, inner };
  }

  private close(): void {
    if (!this.takes(')')) throw refused('a bracket is not closed');
  }

  private escaped(): Pattern {
    const letter = this.next();
    if (letter === 'b' || letter === 'B') return { kind: 'edge', at: letter === 'b' ? 'word' : 'not-word' };
    return this.set(this.escapedSet(letter));
  }

  private escapedSet(letter: string): Matches {
    const known = Object.hasOwn(classes, letter) ? classes[letter] : undefined;
    if (known) return known;
    if (Object.hasOwn(controls, letter)) return (code) => code === controls[letter];
    if (/[A-Za-z0-9]/.test(letter)) throw refused(`\\${letter} is not known`);
    return equal(letter);
  }

  private characterClass(): Matches {
    const inverted = this.takes('^');
    const parts: Matches[] = [];
    for (let first = true; first || this.peek() !== ']'; first = false) parts.push(this.classPart());
    this.at += 1;
    const matches: Matches = (code) => parts.some((part) => part(code));
    return inverted ? not(matches) : matches;
  }

  private classPart(): Matches {
    const low = this.next();
    if (low === '\\') return this.escapedSet(this.next());
    if (this.peek() !== '-' || this.characters[this.at + 1] === ']') return equal(low);
    this.at += 1;
    const high = this.next();
    const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
    if (to < from || high === '\\') throw refused(`the range ${low}-${high} is empty`);
    return (code) => code >= from && code <= to;
  }

  private set(matches: Matches): Pattern {
    if (!this.ignoreCase) return { kind: 'set', matches };
    return { kind: 'set', matches: (code) => matches(code) || matches(swapped(code)) };
  }

  private peek(): string | undefined {
    return this.characters[this.at];
  }

  private takes(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private next(): string {
    const character = this.peek();
    if (character === undefined) throw refused('it ends too early');
    this.at += 1;
    return character;
  }
}

const equal = (character: string): Matches => {
  const wanted = character.codePointAt(0) ?? 0;
  return (code) => code === wanted;
};

/** The same letter the other way round, of the Latin alphabet. */
const swapped = (code: number): number =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? code ^ 32 : code;
