import { Decimal, err, ok, type JsonObject, type Result } from '@penstock/kernel';
import { isList, isObject, type Scope, type Value } from './values';

/** A name in an object or a position in a list. */
export type PathSegment = string | number;

export interface PathProblem {
  readonly message: string;
  /** Index of the character that does not fit. */
  readonly position: number;
}

const mostSegments = 100;
const largestIndex = 100_000;
const plainName = /[^.[\]"\s][^.[\]"]*/y;
const bracket = /\[(?:(\d{1,6})|("(?:[^"\\]|\\.)*"))\]/y;

/** Reads `a.b[0]["odd.name"]` into its segments. */
export function parsePath(text: string): Result<readonly PathSegment[], PathProblem> {
  const segments: PathSegment[] = [];
  let at = 0;
  while (at < text.length || segments.length === 0) {
    if (segments.length === mostSegments)
      return err({ message: `a path has at most ${mostSegments} parts`, position: at });
    const bracketed = matchAt(bracket, text, at);
    if (!bracketed && at > 0 && text[at] !== '.') return err({ message: 'expected a dot or a bracket', position: at });
    if (!bracketed && at > 0) at += 1;

    const found = bracketed ?? matchAt(plainName, text, at);
    if (!found) return err({ message: 'expected a name', position: at });
    const segment = segmentOf(found);
    if (segment === undefined) return err({ message: 'this name or position cannot be used', position: at });
    segments.push(segment);
    at += found[0].length;
  }
  return ok(segments);
}

/** The path that `parsePath` reads back into the same segments. */
export function formatPath(segments: readonly PathSegment[]): string {
  return segments
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      if (!/^[^.[\]"\s](?:[^.[\]"]*[^.[\]"\s])?$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

export type Getter = (scope: Scope) => Value;

/**
 * A closure that reads a path. Own properties only, so nothing of the prototypes (`constructor`, `length`, a decimal's
 * inner fields) is ever seen; whatever is not there is undefined.
 */
export function compileGetter(segments: readonly PathSegment[]): Getter {
  const names = segments.filter((segment): segment is string => typeof segment === 'string' && !inherited(segment));
  if (names.length === segments.length) return namesGetter(names);
  const readers = segments.map(reader);
  return (scope) => {
    let value: Value = scope;
    for (const read of readers) {
      if (value === undefined) return undefined;
      value = read(value);
    }
    return value;
  };
}

/**
 * Only for names nobody inherits. Most paths are a few names deep: each length has a closure of its own that calls
 * nothing, because a call costs as much as the reading.
 */
function namesGetter(names: readonly string[]): Getter {
  const [first = '', second = '', third = '', ...rest] = names;
  if (names.length === 0) return () => undefined;
  if (names.length === 1) return (scope) => scope[first];
  if (names.length === 2) {
    return (scope) => {
      const outer = scope[first];
      return typeof outer === 'object' && outer !== null ? (outer as JsonObject)[second] : undefined;
    };
  }
  const through = [second, third, ...rest];
  const last = through.pop() as string;
  return (scope) => {
    let value: Value = scope[first];
    for (let at = 0; at < through.length; at += 1) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as JsonObject)[through[at] as string];
    }
    return typeof value === 'object' && value !== null ? (value as JsonObject)[last] : undefined;
  };
}

/** Names that lists, decimals or every object have without being data: only own members of plain objects count. */
const inherited = (name: string): boolean =>
  name in Object.prototype || name in Array.prototype || name in Decimal.zero;

/** Reads one member or item of a value. Records are plain data, so a name nobody inherits needs no further question. */
export function reader(segment: PathSegment): (value: Value) => Value {
  if (typeof segment === 'number') return (value) => (isList(value) ? value[segment] : undefined);
  if (inherited(segment))
    return (value) => (isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined);
  return (value) => (typeof value === 'object' && value !== null ? (value as JsonObject)[segment] : undefined);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function segmentOf(match: RegExpExecArray): PathSegment | undefined {
  const [whole, index, quoted] = match;
  if (index !== undefined) return Number(index) <= largestIndex ? Number(index) : undefined;
  const name = quoted === undefined ? whole.trimEnd() : unquoted(quoted);
  return name === '__proto__' ? undefined : name;
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
