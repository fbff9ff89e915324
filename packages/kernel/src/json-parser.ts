import { Decimal } from './decimal';
import { PenstockError } from './errors';
import type { Json } from './json';
import { endOfNumber, survivesAsNumber } from './json-number';

export type JsonSyntaxCode = 'JSON_SYNTAX' | 'JSON_TOO_DEEP' | 'JSON_TOO_LARGE' | 'JSON_NUMBER_OUT_OF_RANGE';

/** The text is not JSON, or more of it than is accepted. The message never quotes the text, which may be secret. */
export class JsonSyntaxError extends PenstockError<JsonSyntaxCode> {
  constructor(
    code: JsonSyntaxCode,
    /** Index of the first character that does not fit. */
    readonly position: number,
    message: string,
  ) {
    super(code, `${message} (at character ${position}).`);
  }
}

const numberShape = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The parser for texts the built-in one would damage (numbers it cannot carry) or would report without a position.
 * Accepts exactly what `JSON.parse` accepts, down to duplicate keys (the last one wins) and an own `__proto__`.
 */
export class JsonParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  parse(): Json {
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) throw this.unexpected('the end');
    return value;
  }

  private value(): Json {
    this.skipBlanks();
    const code = this.text.charCodeAt(this.at);
    switch (code) {
      case 0x7b:
        return this.nested(() => this.object());
      case 0x5b:
        return this.nested(() => this.list());
      case 0x22:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > this.maxDepth)
      throw new JsonSyntaxError('JSON_TOO_DEEP', this.at, `JSON is nested deeper than ${this.maxDepth} levels`);
    this.at += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): Json {
    const object: Record<string, Json> = {};
    if (this.skipTo(0x7d)) return object;
    for (;;) {
      this.skipBlanks();
      if (this.text.charCodeAt(this.at) !== 0x22) throw this.unexpected('a name in quotes');
      const key = this.string();
      this.skipBlanks();
      if (this.text.charCodeAt(this.at) !== 0x3a) throw this.unexpected('a colon');
      this.at += 1;
      setOwn(object, key, this.value());
      if (!this.continues(0x7d)) return object;
    }
  }

  private list(): Json {
    const list: Json[] = [];
    if (this.skipTo(0x5d)) return list;
    for (;;) {
      list.push(this.value());
      if (!this.continues(0x5d)) return list;
    }
  }

  private skipTo(close: number): boolean {
    this.skipBlanks();
    if (this.text.charCodeAt(this.at) !== close) return false;
    this.at += 1;
    return true;
  }

  private continues(close: number): boolean {
    this.skipBlanks();
    const code = this.text.charCodeAt(this.at);
    if (code !== 0x2c && code !== close) throw this.unexpected('a comma or the closing bracket');
    this.at += 1;
    return code === 0x2c;
  }

  private string(): string {
    const start = this.at;
    let at = start + 1;
    let escaped = false;
    for (; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        return escaped ? this.unescaped(start, at + 1) : this.text.slice(start + 1, at);
      }
      if (code === 0x5c) {
        escaped = true;
        at += 1;
      } else if (code < 0x20) {
        break;
      }
    }
    this.at = at;
    throw this.unexpected('the rest of a text in quotes');
  }

  private unescaped(start: number, end: number): string {
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      this.at = start;
      throw this.unexpected('a text without broken escapes');
    }
  }

  private number(): Json {
    const start = this.at;
    const end = endOfNumber(this.text, start);
    const text = this.text.slice(start, end);
    if (!numberShape.test(text)) throw this.unexpected('a value');
    this.at = end;
    if (survivesAsNumber(this.text, start, end)) return Number(text);
    const decimal = Decimal.parseJsonNumber(text);
    if (!decimal.ok) throw new JsonSyntaxError('JSON_NUMBER_OUT_OF_RANGE', start, 'A number has too many digits');
    return decimal.value;
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected('a value');
    this.at += word.length;
    return value;
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private unexpected(wanted: string): JsonSyntaxError {
    return new JsonSyntaxError('JSON_SYNTAX', this.at, `This is not JSON: expected ${wanted}`);
  }
}

/** Writes an own property even for `__proto__`, which an assignment would turn into a change of the prototype. */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
