import { Decimal } from '@penstock/kernel';
import type { FormulaDiagnostic, TextRange } from '../diagnostic';
import { childrenOf, type BinaryOperator, type Node } from './ast';
import { lexFormula, mostCharacters } from './lexer';
import { binaryOperators, mistakenOperators, wordOperators } from './operators';
import { replacing } from '../fixes';
import { syntaxProblem, type ProblemWords } from './syntax-problem';
import type { Token } from './token';

export interface ParsedFormula {
  readonly root: Node;
  /** What was written behind the end of the formula; checked as well, so that all problems show at once. */
  readonly rest: readonly Node[];
  readonly problems: readonly FormulaDiagnostic[];
}

const deepest = 200;
/** Brackets inside brackets; deeper ones are not read, so that the stack holds. */
const deepestNesting = 60;
const conditionalPower = 1;
const unaryPower = 80;

/** Reads a formula. Never fails: what is broken is reported, with a broken node in its place. */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > mostCharacters) {
    const range = { start: mostCharacters, end: text.length };
    const words = {
      code: 'TOO_LONG',
      message: `A formula has at most ${mostCharacters} characters.`,
      hint: 'Use a decision table or several rules.',
    };
    return { root: brokenAt(range), rest: [], problems: [syntaxProblem(range, words)] };
  }
  const { tokens, problems } = lexFormula(text);
  const parser = new Parser(tokens, [...problems]);
  return parser.parse();
}

const brokenAt = (range: TextRange): Node => ({ kind: 'broken', range, depth: 0 });

type Draft = Node extends infer Each ? (Each extends Node ? Omit<Each, 'depth'> : never) : never;

class Parser {
  private at = 0;
  private nesting = 0;
  private isTooDeep = false;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly problems: FormulaDiagnostic[],
  ) {}

  parse(): ParsedFormula {
    const root = this.expression(0);
    const rest: Node[] = [];
    while (this.token.kind !== 'end') rest.push(this.leftOver());
    return { root, rest, problems: this.problems };
  }

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }

  private leftOver(): Node {
    const { range, text, kind } = this.token;
    const mistaken = kind === 'sign' ? mistakenOperators.get(text) : undefined;
    const meant = kind === 'name' ? wordOperators.get(text.toUpperCase()) : mistaken;
    if (meant !== undefined) {
      this.report(range, {
        code: 'UNKNOWN_OPERATOR',
        message: `"${text}" is no operator here.`,
        hint: `Write ${meant}.`,
        fixes: [replacing(range, meant)],
      });
      this.at += 1;
    } else {
      this.report(range, {
        code: 'UNEXPECTED',
        message: `"${text}" does not fit here.`,
        hint: 'Put an operator such as + or && before it, or delete it.',
      });
      if (kind === 'sign') this.at += 1;
    }
    return this.token.kind === 'end' ? brokenAt(range) : this.expression(0);
  }

  private expression(minimum: number): Node {
    if (this.nesting >= deepestNesting) return this.tooDeep();
    this.nesting += 1;
    let left = this.prefix();
    for (;;) {
      const op = this.operatorAt();
      if (op === '?' && minimum <= conditionalPower) left = this.conditional(left);
      else if (op !== undefined && op !== '?' && (binaryOperators.get(op) ?? 0) > minimum) left = this.binary(left, op);
      else break;
    }
    this.nesting -= 1;
    return left;
  }

  private operatorAt(): BinaryOperator | '?' | undefined {
    const { kind, text } = this.token;
    if (kind === 'sign' && (text === '?' || binaryOperators.has(text as BinaryOperator)))
      return text as BinaryOperator | '?';
    return kind === 'name' && text === 'in' ? 'in' : undefined;
  }

  private conditional(test: Node): Node {
    this.at += 1;
    const then = this.expression(0);
    this.expect(':', 'IF_WITHOUT_ELSE', 'A condition with ? needs : and what to take otherwise.');
    const otherwise = this.expression(conditionalPower - 1);
    return this.node({ kind: 'conditional', test, then, otherwise, range: around(test, otherwise) });
  }

  private binary(left: Node, op: BinaryOperator): Node {
    const opRange = this.token.range;
    this.at += 1;
    const right = this.expression(binaryOperators.get(op) ?? 0);
    return this.node({ kind: 'binary', op, opRange, left, right, range: around(left, right) });
  }

  private prefix(): Node {
    const { kind, text, range } = this.token;
    if (kind !== 'sign' || (text !== '-' && text !== '!')) return this.postfix(this.operand());
    this.at += 1;
    const operand = this.expression(unaryPower);
    return this.node({ kind: 'unary', op: text, operand, range: { start: range.start, end: operand.range.end } });
  }

  private postfix(start: Node): Node {
    let node = start;
    for (;;) {
      if (this.takes('.')) node = this.memberOrMethod(node);
      else if (this.takes('[')) node = this.indexed(node);
      else return node;
    }
  }

  private memberOrMethod(object: Node): Node {
    const { kind, text, range } = this.token;
    if (kind !== 'name') {
      const dot = { start: range.start, end: range.start };
      this.report(dot, {
        code: 'NAME_EXPECTED',
        message: 'After a dot the name of a field or function is expected.',
        hint: 'Write a name, or delete the dot.',
      });
      return this.node({
        kind: 'member',
        object,
        name: '',
        nameRange: dot,
        range: { start: object.range.start, end: dot.end },
      });
    }
    this.at += 1;
    if (this.takes('(')) return this.call({ name: text, nameRange: range, receiver: object });
    return this.node({
      kind: 'member',
      object,
      name: text,
      nameRange: range,
      range: { start: object.range.start, end: range.end },
    });
  }

  private indexed(object: Node): Node {
    const index = this.expression(0);
    const end = this.expect(']', 'OPEN_BRACKET', 'This bracket is not closed.');
    return this.node({ kind: 'index', object, index, range: { start: object.range.start, end } });
  }

  private call({
    name,
    nameRange,
    receiver,
  }: {
    name: string;
    nameRange: TextRange;
    receiver: Node | undefined;
  }): Node {
    const args = this.listed(')', () => this.expression(0));
    const end = this.expect(')', 'OPEN_BRACKET', `The arguments of ${name} are not closed.`);
    const start = receiver?.range.start ?? nameRange.start;
    return this.node({ kind: 'call', name, nameRange, receiver, args, range: { start, end } });
  }

  private operand(): Node {
    const token = this.token;
    const { kind, text, range } = token;
    switch (kind) {
      case 'int':
      case 'decimal':
        this.at += 1;
        return this.number(token);
      case 'string':
        this.at += 1;
        return { kind: 'literal', type: 'string', value: text, range, depth: 0 };
      case 'name':
        return this.named(token);
      default:
        return this.bracketed(token);
    }
  }

  private number({ kind, text, range }: Token): Node {
    const parsed = Decimal.parse(text);
    if (!parsed.ok) {
      this.report(range, { code: 'BAD_NUMBER', message: parsed.error.message, hint: 'Write a smaller number.' });
      return brokenAt(range);
    }
    if (kind === 'decimal') return { kind: 'literal', type: 'decimal', value: parsed.value, range, depth: 0 };
    const value = Number(text);
    return { kind: 'literal', type: 'int', value: Number.isSafeInteger(value) ? value : parsed.value, range, depth: 0 };
  }

  private named({ text, range }: Token): Node {
    this.at += 1;
    if (this.takes('(')) return this.call({ name: text, nameRange: range, receiver: undefined });
    if (text === 'true' || text === 'false')
      return { kind: 'literal', type: 'bool', value: text === 'true', range, depth: 0 };
    if (text === 'null') return { kind: 'literal', type: 'null', value: null, range, depth: 0 };
    return { kind: 'name', name: text, range, depth: 0 };
  }

  private bracketed({ kind, text, range }: Token): Node {
    if (this.takes('(')) {
      const inner = this.expression(0);
      const end = this.expect(')', 'OPEN_BRACKET', 'This bracket is not closed.');
      return { ...inner, range: { start: range.start, end } };
    }
    if (this.takes('[')) {
      const items = this.listed(']', () => this.expression(0));
      const end = this.expect(']', 'OPEN_BRACKET', 'This list is not closed.');
      return this.node({ kind: 'list', items, range: { start: range.start, end } });
    }
    if (this.takes('{')) return this.object(range.start);
    const what = kind === 'end' ? 'Here a value is missing.' : `Before "${text}" a value is missing.`;
    this.report(kind === 'end' ? this.lastRange() : range, {
      code: 'VALUE_EXPECTED',
      message: what,
      hint: 'Write a field, a text in quotes or a number.',
    });
    if (kind === 'sign' && !closers.has(text)) this.at += 1;
    return brokenAt({ start: range.start, end: range.start });
  }

  private object(start: number): Node {
    const entries = this.listed('}', () => {
      const key = this.expression(conditionalPower);
      this.expect(':', 'COLON_EXPECTED', 'Between a name and its value a colon is missing.');
      return { key, value: this.expression(0) };
    });
    const end = this.expect('}', 'OPEN_BRACKET', 'This object is not closed.');
    return this.node({ kind: 'object', entries, range: { start, end } });
  }

  private listed<T>(closer: string, read: () => T): readonly T[] {
    const items: T[] = [];
    while (!this.isAtEnd() && !this.isSign(closer)) {
      const before = this.at;
      items.push(read());
      if (this.takes(',') || this.takesSemicolon()) continue;
      if (this.isSign(closer) || this.at === before || this.token.kind === 'sign' || this.isAtEnd()) break;
      this.missingComma();
    }
    return items;
  }

  /** Spreadsheets of some countries part arguments by semicolons. */
  private takesSemicolon(): boolean {
    const { range } = this.token;
    if (!this.takes(';')) return false;
    this.report(range, {
      code: 'SEMICOLON',
      message: 'Arguments are parted by commas.',
      hint: 'Write a comma.',
      fixes: [replacing(range, ',')],
    });
    return true;
  }

  private missingComma(): void {
    const { range } = this.token;
    const place = { start: range.start, end: range.start };
    this.report(range, {
      code: 'COMMA_EXPECTED',
      message: `Before "${this.token.text}" a comma or an operator is missing.`,
      hint: 'Write a comma.',
      fixes: [replacing(place, ', ', 'Add a comma')],
    });
  }

  private isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  private isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text;
  }

  private takes(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.at += 1;
    return true;
  }

  /** The end of what was read so far; what is missing is reported and taken as written. */
  private expect(text: string, code: string, message: string): number {
    const end = this.token.range.end;
    if (this.takes(text)) return end;
    const range = this.lastRange();
    const fixes = [replacing({ start: range.end, end: range.end }, text === ':' ? ' : ' : text, `Add ${text}`)];
    this.report(range, { code, message, hint: `Write ${text}.`, fixes });
    return range.end;
  }

  private lastRange(): TextRange {
    return this.tokens[this.at - 1]?.range ?? { start: 0, end: this.token.range.end };
  }

  private node(draft: Draft): Node {
    let depth = 1;
    for (const child of childrenOf(draft as Node)) depth = Math.max(depth, child.depth + 1);
    return depth > deepest ? this.tooDeep() : ({ ...draft, depth } as Node);
  }

  private tooDeep(): Node {
    const { range } = this.token;
    if (!this.isTooDeep)
      this.report(range, {
        code: 'TOO_DEEP',
        message: 'This formula is nested too deeply.',
        hint: 'Calculate parts of it as variables.',
      });
    this.isTooDeep = true;
    this.at = this.tokens.length - 1;
    return brokenAt(range);
  }

  private report(range: TextRange, words: ProblemWords): void {
    if (!this.isTooDeep) this.problems.push(syntaxProblem(range, words));
  }
}

const closers: ReadonlySet<string> = new Set([')', ']', '}', ',', ':']);
const around = (first: Node, last: Node): TextRange => ({ start: first.range.start, end: last.range.end });
