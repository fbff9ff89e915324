import { PenstockError } from '@penstock/kernel';
import type { Table } from './table-store';

/** P21 answers nearly every mistake in a query with 404. */
export class ODataMistake extends PenstockError<'ODATA_404'> {
  constructor(message: string) {
    super('ODATA_404', message);
  }
}

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Match = 'startswith' | 'endswith' | 'contains';
export interface FilterLiteral {
  readonly type: 'text' | 'number' | 'timestamp' | 'null';
  readonly value: string;
}

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: Comparison;
      readonly literal: FilterLiteral;
    }
  | { readonly kind: 'match'; readonly column: string; readonly match: Match; readonly text: string }
  /** `in (…)` is taken and ignored; a column on the right side never matches on text columns. */
  | { readonly kind: 'always' | 'never' };

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'timestamp' | 'sign';
  readonly value: string;
  readonly at: number;
}

const tokenShapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'(?:[^']|'')*'/y],
  ['timestamp', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?/y],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /[(),]/y],
];

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    if (!token) throw syntaxError(at);
    tokens.push(token);
    at += token.value.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, shape] of tokenShapes) {
    shape.lastIndex = at;
    const value = shape.exec(text)?.[0];
    if (value !== undefined) return { kind, value, at };
  }
  return undefined;
}

const syntaxError = (at: number): ODataMistake => new ODataMistake(`Syntax error at position ${at}`);

/** @throws ODataMistake in P21's words. */
export function parseFilter(text: string, table: Table): Filter {
  const parser = new FilterParser(tokensOf(text), table, text.length);
  return parser.parse();
}

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const matches: readonly string[] = ['startswith', 'endswith', 'contains'];
const typeNames = {
  text: 'Edm.String',
  number: 'Edm.Decimal',
  money: 'Edm.Decimal',
  timestamp: 'Edm.DateTimeOffset',
} as const;

class FilterParser {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly table: Table,
    private readonly end: number,
  ) {}

  parse(): Filter {
    const filter = this.anyOf();
    if (this.position < this.tokens.length) throw syntaxError(this.at());
    return filter;
  }

  private anyOf(): Filter {
    const parts = [this.allOf()];
    while (this.takesWord('or')) parts.push(this.allOf());
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'or', parts };
  }

  private allOf(): Filter {
    const parts = [this.single()];
    while (this.takesWord('and')) parts.push(this.single());
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts };
  }

  private single(): Filter {
    if (this.takesWord('not')) return { kind: 'not', part: this.single() };
    if (this.takesSign('(')) {
      const inner = this.anyOf();
      this.expectSign(')');
      return inner;
    }
    const word = this.expect('word');
    return matches.includes(word) ? this.matchOf(word as Match) : this.comparisonOf(word);
  }

  private matchOf(match: Match): Filter {
    this.expectSign('(');
    const column = this.expect('word');
    this.typeOf(column);
    this.expectSign(',');
    const text = unquoted(this.expect('text'));
    this.expectSign(')');
    return { kind: 'match', column, match, text };
  }

  private comparisonOf(column: string): Filter {
    const type = this.typeOf(column);
    const operator = this.expect('word');
    if (operator === 'in') return this.ignoredList();
    if (!comparisons.includes(operator)) throw syntaxError(this.at());
    const token = this.tokens[this.position];
    if (!token || token.kind === 'sign') throw syntaxError(this.at());
    this.position += 1;
    if (token.kind === 'word' && token.value !== 'null') return this.columnOnTheRight(token.value, type);
    return { kind: 'compare', column, operator: operator as Comparison, literal: literalOf(token, type) };
  }

  private ignoredList(): Filter {
    this.expectSign('(');
    while (!this.takesSign(')')) {
      if (this.position >= this.tokens.length) throw syntaxError(this.end);
      this.position += 1;
    }
    return { kind: 'always' };
  }

  private columnOnTheRight(column: string, type: 'text' | 'number' | 'money' | 'timestamp'): Filter {
    this.typeOf(column);
    if (type === 'text') return { kind: 'never' };
    throw new ODataMistake('Failed to convert parameter value from a String to a Decimal.');
  }

  private typeOf(column: string) {
    const type = this.table.columnType(column);
    if (type) return type;
    throw new ODataMistake(`Could not find a property named '${column}' on type 'dbo.${this.table.name}'.`);
  }

  private at(): number {
    return this.tokens[this.position]?.at ?? this.end;
  }

  private expect(kind: Token['kind']): string {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) throw syntaxError(this.at());
    this.position += 1;
    return token.value;
  }

  private expectSign(sign: string): void {
    if (!this.takesSign(sign)) throw syntaxError(this.at());
  }

  private takesSign(sign: string): boolean {
    return this.takes('sign', sign);
  }

  private takesWord(word: string): boolean {
    return this.takes('word', word);
  }

  private takes(kind: Token['kind'], value: string): boolean {
    const token = this.tokens[this.position];
    if (token?.kind !== kind || token.value !== value) return false;
    this.position += 1;
    return true;
  }
}

const unquoted = (text: string): string => text.slice(1, -1).replaceAll("''", "'");

function literalOf(token: Token, type: keyof typeof typeNames): FilterLiteral {
  if (token.kind === 'word') return { type: 'null', value: '' };
  const literalType = token.kind as 'text' | 'number' | 'timestamp';
  const columnType = type === 'money' ? 'number' : type;
  if (literalType !== columnType) {
    throw new ODataMistake(
      `A binary operator with incompatible types was detected. Found operand types '${typeNames[type]}' and '${typeNames[literalType]}' for operator kind 'Equal'.`,
    );
  }
  return { type: literalType, value: literalType === 'text' ? unquoted(token.value) : token.value };
}
