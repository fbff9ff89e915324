import type { FormulaDiagnostic, TextRange } from '../diagnostic';
import { readEscapes } from './escapes';
import { replacing } from '../fixes';
import { syntaxProblem, type ProblemWords } from './syntax-problem';
import type { Token } from './token';

export interface LexedFormula {
  /** Ends with one of kind `end`. */
  readonly tokens: readonly Token[];
  readonly problems: readonly FormulaDiagnostic[];
}

/** Longer formulas are refused: a decision table or several rules say the same more clearly. */
export const mostCharacters = 10_000;

const blanks = /(?:\s|\/\/[^\n]*)+/y;
const name = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?/y;
const quoted = /(?:"((?:[^"\\\n]|\\[^\n])*)("?)|'((?:[^'\\\n]|\\[^\n])*)('?))/y;
const rawQuoted = /[rR](?:"([^"\n]*)("?)|'([^'\n]*)('?))/y;
const sign = /&&|\|\||==|!=|<=|>=|<>|[-+*/%!<>()[\]{},.:?=&|;^]/y;

/** Cuts a formula into tokens. Never fails: what it cannot read it reports and leaves out. */
export function lexFormula(text: string): LexedFormula {
  const lexer = new Lexer(text);
  while (lexer.next());
  return lexer.finish();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private readonly problems: FormulaDiagnostic[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  finish(): LexedFormula {
    const range = { start: this.text.length, end: this.text.length };
    return { tokens: [...this.tokens, { kind: 'end', text: '', range }], problems: this.problems };
  }

  next(): boolean {
    this.at += this.match(blanks)?.[0].length ?? 0;
    if (this.at >= this.text.length) return false;
    if (this.string() || this.name() || this.number() || this.sign()) return true;
    const range = this.take(String.fromCodePoint(this.text.codePointAt(this.at) ?? 0).length);
    this.report(range, {
      code: 'UNKNOWN_CHARACTER',
      message: 'This character means nothing in a formula.',
      hint: 'Delete it, or put it into quotes if it is part of a text.',
    });
    return true;
  }

  private string(): boolean {
    const raw = this.match(rawQuoted);
    const match = raw ?? this.match(quoted);
    if (!match) return false;
    const range = this.take(match[0].length);
    const content = match[1] ?? match[3] ?? '';
    const closed = match[2] || match[4];
    const read = raw ? { text: content, problem: undefined } : readEscapes(content);
    if (!closed) {
      const quote = match[0].replace(/^[rR]/, '')[0] ?? '"';
      this.problems.push(
        syntaxProblem(range, {
          code: 'OPEN_QUOTE',
          message: 'This text has no closing quote.',
          hint: `Write ${quote} at its end.`,
          fixes: [replacing({ start: range.end, end: range.end }, quote, `Add ${quote}`)],
        }),
      );
    } else if (read.problem) {
      const hint = 'Write \\\\ for a backslash, \\n for a new line, \\" for a quote.';
      this.report(range, { code: 'BAD_ESCAPE', message: read.problem, hint });
    }
    this.tokens.push({ kind: 'string', text: read.text, range });
    return true;
  }

  private name(): boolean {
    const match = this.match(name);
    if (match) this.tokens.push({ kind: 'name', text: match[0], range: this.take(match[0].length) });
    return match !== null;
  }

  private number(): boolean {
    const match = this.match(number);
    if (!match) return false;
    const kind = /^\d+$/.test(match[0]) ? 'int' : 'decimal';
    this.tokens.push({ kind, text: match[0], range: this.take(match[0].length) });
    return true;
  }

  private sign(): boolean {
    const match = this.match(sign);
    if (match) this.tokens.push({ kind: 'sign', text: match[0], range: this.take(match[0].length) });
    return match !== null;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private take(length: number): TextRange {
    const start = this.at;
    this.at += length;
    return { start, end: this.at };
  }

  private report(range: TextRange, words: ProblemWords): void {
    this.problems.push(syntaxProblem(range, words));
  }
}
