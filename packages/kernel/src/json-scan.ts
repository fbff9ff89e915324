import { endOfNumber, survivesAsNumber } from './json-number';

export interface JsonScan {
  /** Deepest nesting of lists and objects. */
  readonly depth: number;
  /** Whether a number was seen that a JS number cannot carry unchanged. */
  readonly needsDecimals: boolean;
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * One cheap pass that decides whether the built-in parser may be used. It does not check the grammar: on malformed
 * text its answer only chooses which parser reports the error.
 */
export function scanJson(text: string): JsonScan {
  let depth = 0;
  let deepest = 0;
  let needsDecimals = false;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = afterString(text, at);
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      needsDecimals ||= !survivesAsNumber(text, at, end);
      at = end;
    } else {
      if (code === 0x7b || code === 0x5b) {
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (code === 0x7d || code === 0x5d) {
        depth -= 1;
      }
      at += 1;
    }
  }
  return { depth: deepest, needsDecimals };
}

function afterString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
  return slashes % 2 === 1;
}
